import { configureGlobal, readConfigureGlobal } from 'fast-check';

/**
 * CI judges a change by the same inputs every time; elsewhere every run of a property tries others, and `npm run fuzz` looks
 * further than either.
 */
const CI_SEED = 20_260_112;

if (process.env['CI'] !== undefined) configureGlobal({ ...readConfigureGlobal(), seed: CI_SEED });
