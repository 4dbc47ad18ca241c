/**
 * The renderer's half of Electron, run in the page before any of its own scripts. `preload` is called the way a sandboxed
 * preload is: with `require`, `process`, `exports` and `module` as parameters, and nothing to require but electron.
 */
export function installPageSide(preload) {
  const listeners = new Map();
  const ports = new Map();
  const window = globalThis;
  const { MessageChannel } = window;

  const tag = (_key, value) => (value instanceof Uint8Array ? { $bytes: Array.from(value) } : value);
  const untag = (_key, value) => (value && value.$bytes ? Uint8Array.from(value.$bytes) : value);
  const encode = (value) => JSON.stringify(value ?? null, tag);
  const decode = (text) => JSON.parse(text, untag);
  const emit = (channel, event, words) => {
    for (const listener of listeners.get(channel) ?? []) listener(event, ...words);
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, surface) => {
        Object.defineProperty(window, name, { value: Object.freeze({ ...surface }), enumerable: true });
      },
    },
    ipcRenderer: {
      send: (channel, ...words) => void window.shellSend(channel, encode(words)),
      invoke: async (channel, ...words) => decode(await window.shellInvoke(channel, encode(words))),
      removeAllListeners: (channel) => listeners.delete(channel),
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
    webUtils: { getPathForFile: (file) => `/dropped/${file.name}` },
  };

  /** Called by the shell's half; a port appears here as one end of a channel whose other end is pumped to the shell. */
  Object.defineProperty(window, 'shellSide', {
    value: {
      deliver: (channel, text) => emit(channel, { ports: [] }, decode(text)),
      deliverPorts: (channel, text, ids) => {
        const arrived = ids.map((id) => {
          const { port1, port2 } = new MessageChannel();
          ports.set(id, port2);
          port2.onmessage = ({ data }) => void window.shellPort(id, encode(data));
          port2.addEventListener('close', () => {
            if (ports.delete(id)) void window.shellPortClosed(id);
          });
          return port1;
        });
        emit(channel, { ports: arrived }, [decode(text)]);
      },
      portMessage: (id, text) => ports.get(id)?.postMessage(decode(text)),
      portClosed: (id) => {
        const port = ports.get(id);
        ports.delete(id);
        port?.close();
      },
    },
  });

  const module = { exports: {} };
  const require = (name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
  preload(require, { platform: 'linux', type: 'renderer', sandboxed: true }, module.exports, module);
}
