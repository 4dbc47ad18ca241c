import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { sourceNames } from './sourceNames';
import { analyze } from './analyzeCommand';
import { captureLive } from './captureCommand';
import type { CommandContext } from './commandContext';
import { wrongWord, WrongWords } from './failure';
import { joiningBy, withLegHeader } from './legHeaders';
import { listInterfaces } from './interfacesCommand';
import { NEVER_STOP, NO_RING, withRingLimit, withStopLimit } from './limits';
import { parseListenAddress, type ListenAddress } from '../host/listenAddress';
import { serve, type FirstSight } from './serveCommand';
import type { RingSettings } from '../../shared/protocol/captureState';
import type { SourceChoice } from '../../shared/protocol/commands';
import type { LiveCaptureRequest } from '../engine/engine';

const EXAMPLES = `
Examples:
  laddergram interfaces
  laddergram analyze call.pcapng
  laddergram analyze morning.pcap noon.pcap.gz --json > calls.json
  tcpdump -i eth0 -U -w - port 5060 | laddergram analyze -
  laddergram analyze call.pcapng --call 3c26700b@10.0.0.1 --pdf call.pdf --export call-only.pcapng
  laddergram capture -i eth0 -f "udp port 5060 or udp portrange 10000-20000" -w calls -b filesize:100000 -b files:10
  laddergram serve call.pcapng

Exit codes: 0 done, 1 the work failed, 2 the words are wrong.`;

const repeated = (word: string, soFar: readonly string[] = []): readonly string[] => [...soFar, word];

const legHeaderOption = (): Option =>
  new Option('--leg-header <name>', 'join calls by this header field as well; may be repeated').argParser(
    withLegHeader,
  );

/** The words of the command line (docs/CLI.md). Throws CommanderError, WrongWords or WorkFailed; never ends the process. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('laddergram')
    .description(
      'SIP and RTP diagnostic workbench: capture or open, see every call as a ladder, hand over PDF and pcap',
    )
    .version(version, '-V, --version')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  addInterfaces(program, context);
  addAnalyze(program, context);
  addCapture(program, context);
  addServe(program, context);
  return program;
}

function addInterfaces(program: Command, context: CommandContext): void {
  program
    .command('interfaces')
    .description('list the interfaces to capture from, numbered like tshark -D')
    .option('--json', 'print one JSON object')
    .action((options: { readonly json?: true }) => listInterfaces(context, { json: options.json === true }));
}

type AnalyzeWords = {
  readonly json?: true;
  readonly pdf?: string;
  readonly export?: string;
  readonly call?: readonly string[];
  readonly credentials?: string;
  readonly legHeader?: readonly string[];
};

function addAnalyze(program: Command, context: CommandContext): void {
  program
    .command('analyze')
    .description('read captures to their end and print what is in them; several files are merged by time')
    .argument('<file...>', 'pcap or pcapng, also gzipped; - is standard input')
    .option('--json', 'print one JSON object')
    .option('--pdf <file>', 'write the calls as PDF')
    .option('--export <file>', 'write the calls with their media as .pcapng or .pcap')
    .option('--credentials <file>', 'check registrations with the user,password lines of this file; needs --json')
    .addOption(new Option('--call <call-id>', 'only this call; may be repeated').argParser(repeated))
    .addOption(legHeaderOption())
    .action((files: readonly string[], words: AnalyzeWords) => {
      if (files.filter((file) => file === '-').length > 1)
        throw new WrongWords('standard input (-) can be read once only');
      return analyze(joiningBy(context, words.legHeader), files, {
        json: words.json === true,
        pdf: words.pdf ?? null,
        export: words.export ?? null,
        callIds: words.call ?? [],
        credentials: words.credentials ?? null,
      });
    });
}

type CaptureWords = {
  readonly interface: string;
  readonly filter: string;
  readonly write?: string;
  readonly ring?: RingSettings;
  readonly autostop?: LiveCaptureRequest['stopAfter'];
  readonly source: SourceChoice;
  readonly json?: true;
  readonly legHeader?: readonly string[];
};

function addCapture(program: Command, context: CommandContext): void {
  program
    .command('capture')
    .description('capture from an interface until Ctrl+C or a limit, then print what was seen')
    .requiredOption('-i, --interface <name>', 'name or number from "laddergram interfaces"')
    .option('-f, --filter <bpf>', 'capture filter, for example "udp port 5060"', '')
    .option('-w, --write <base>', 'keep the capture in this file, with -b as base of the names of the files')
    .addOption(
      new Option(
        '-b, --ring <limit>',
        'next file at filesize:KB, duration:S or packets:N; keep files:N; repeatable',
      ).argParser(withRingLimit),
    )
    .addOption(
      new Option('-a, --autostop <limit>', 'stop at duration:S, packets:N or filesize:KB; repeatable').argParser(
        withStopLimit,
      ),
    )
    .addOption(new Option('--source <name>', 'program that captures').choices(sourceNames).default('auto'))
    .option('--json', 'print one JSON object at the end')
    .addOption(legHeaderOption())
    .action((words: CaptureWords) =>
      captureLive(joiningBy(context, words.legHeader), {
        interfaceName: words.interface,
        filter: words.filter,
        saveAs: words.write ?? null,
        ring: words.ring ?? NO_RING,
        stopAfter: words.autostop ?? NEVER_STOP,
        source: words.source,
        json: words.json === true,
      }),
    );
}

type ServeWords = {
  readonly listen: ListenAddress;
  readonly token?: string;
  readonly interface?: string;
  readonly filter?: string;
  readonly follow?: true;
  readonly legHeader?: readonly string[];
};

function addServe(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('open the workbench for the browser; prints its address, which holds the key')
    .argument('[file...]', 'captures to open')
    .addOption(
      new Option('--listen <host:port>', 'where to listen; port 0 takes any')
        .argParser(readListenAddress)
        .default({ host: '127.0.0.1', port: 8060 }, '127.0.0.1:8060'),
    )
    .option('--token <token>', 'key in the address; a random one when not given')
    .option('--follow', 'read on what another program appends to the file')
    .option('-i, --interface <name>', 'start capturing from this interface')
    .option('-f, --filter <bpf>', 'capture filter for -i')
    .addOption(legHeaderOption())
    .action((files: readonly string[], words: ServeWords) =>
      serve(joiningBy(context, words.legHeader), {
        listen: words.listen,
        token: words.token ?? null,
        first: firstSight(files, words),
      }),
    );
}

function readListenAddress(text: string): ListenAddress {
  const address = parseListenAddress(text);
  if (!address.ok) throw wrongWord(address.error);
  return address.value;
}

function firstSight(files: readonly string[], words: ServeWords): FirstSight {
  if (files.length > 0 && words.interface !== undefined) {
    throw new WrongWords('give either files or -i, not both');
  }
  const follow = words.follow === true;
  if (follow && files.length !== 1) throw new WrongWords('--follow needs one file');
  if (words.filter !== undefined && words.interface === undefined) throw new WrongWords('-f needs -i');
  if (words.interface !== undefined) {
    return { kind: 'interface', interfaceName: words.interface, filter: words.filter ?? '' };
  }
  return files.length > 0 ? { kind: 'files', paths: files, follow } : { kind: 'nothing' };
}
