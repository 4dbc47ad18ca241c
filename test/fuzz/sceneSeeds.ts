import { LINK_TYPE } from '../../shared/capture/linkTypes';
import { ALL_SCENES } from '../generator/scenarios/allScenes';
import { Scene } from '../generator/scenarios/scene';
import type { Seed } from './fuzzFrame';

/** Sound repeats itself: of a scene that plays it, so many frames are enough. */
const MAX_FRAMES = 600;

/** Every script of the generator: what signalling looks like when nobody means harm. */
export const sceneSeeds = (): readonly Seed[] =>
  ALL_SCENES.map(({ name, play }, index) => {
    const scene = new Scene(100, `scene-${index}`, index);
    play(scene);
    const frames = scene.frames().slice(0, MAX_FRAMES);
    return { name, frames: frames.map((frame) => ({ ...frame, linkType: LINK_TYPE.ethernet })) };
  });
