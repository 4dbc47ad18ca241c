import { problemInOneLine } from '../../shared/format/problem';
import type { InterfaceRow } from '../../shared/protocol/commands';
import { type CommandContext, withEngine } from './commandContext';
import { WorkFailed } from './failure';
import { plainText } from './plainText';

/** `laddergram interfaces`: one line per interface, numbered like `tshark -D`. */
export async function listInterfaces(context: CommandContext, options: { readonly json: boolean }): Promise<void> {
  await withEngine(context, async (engine) => {
    const { interfaces, sources, problem } = await engine.command('listInterfaces', {});
    if (options.json) {
      await context.console.write(`${JSON.stringify({ schemaVersion: 1, interfaces, sources, problem })}\n`);
      return;
    }
    for (const row of interfaces) await context.console.write(`${interfaceLine(row)}\n`);
    if (problem === null) return;
    if (interfaces.length === 0) throw new WorkFailed(problemInOneLine(problem));
    context.console.complain(problemInOneLine(problem));
  });
}

function interfaceLine({ number, name, description, addresses, up }: InterfaceRow): string {
  const words = description === '' ? '' : ` (${description})`;
  const places = addresses.length === 0 ? '' : `  ${addresses.join(' ')}`;
  return plainText(`${number}. ${name}${words}${places}${up ? '' : '  down'}`);
}
