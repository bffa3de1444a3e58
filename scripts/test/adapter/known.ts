import type { DifferenceId } from '../../../packages/testing/src/adapter/differences.js';

/** Which observations a difference on purpose explains. */
interface Known {
  readonly id: DifferenceId;
  /** The wire; by default both. */
  readonly wire?: 'ringcx' | 'ringex';
  /** Matches `what | published | stand-in`. */
  readonly pattern: RegExp;
}

export const KNOWN: readonly Known[] = [
  { id: 'globals', pattern: /^global: (__core-js_shared__|regeneratorRuntime) / },
  { id: 'globals', pattern: /^manual init: before .*__core-js_shared__/ },
  {
    id: 'target-origin',
    pattern: /^a frame of another origin: received \| 1 \| 0$/,
  },
  { id: 'style-sheet', pattern: /^style: / },
  { id: 'style-sheet', pattern: /: \d+ style\. \| "" \| -$/ },
  { id: 'style-sheet', pattern: /^element: \d+ \| " {2}style.*\| -$/s },
  { id: 'style-sheet', pattern: /^strict Content-Security-Policy: / },
  { id: 'pictures', pattern: /: \d+ img\.\S* \| "\S*.*data:image/ },
  { id: 'pictures', wire: 'ringcx', pattern: /^element: \d+ \| " {4}img\.logo\.visible/ },
  { id: 'texts', wire: 'ringcx', pattern: /div\.presence(\.undefined)?\b.*undefined/ },
  { id: 'texts', wire: 'ringex', pattern: /^element: \d+ \| " +span \\"undefined\\"/ },
  { id: 'texts', wire: 'ringex', pattern: /^element: \d+ \| " +div\.(current|view)Call/ },
  { id: 'texts', wire: 'ringex', pattern: /showFeedback\(\{\}\) throws \| "Error/ },
  { id: 'console', wire: 'ringex', pattern: /^console: lines about calls \| true \| false$/ },
  // What only the published script has.
  { id: 'internals', pattern: /^member: \S+ \| "(value|method)" \| -$/ },
  // Compared with 0.x and 2.x.
  {
    id: 'versions',
    wire: 'ringcx',
    pattern: /^parameter: (enableSideWidget|enableAudioInitPrompt) \| - /,
  },
  {
    id: 'versions',
    wire: 'ringex',
    pattern:
      /^parameter: (enableRingoutCallerId|enableVoicemailDrop|enableRingCX|enableAgentScript|hideCallNote|evServer) \| - /,
  },
  { id: 'versions', wire: 'ringcx', pattern: /^in a popup: .* box / },
  { id: 'versions', wire: 'ringcx', pattern: /^message: a presence \| \{\} / },
  { id: 'versions', wire: 'ringex', pattern: /^member: \S+ \| - \| "method"$/ },
  { id: 'versions', wire: 'ringex', pattern: /(setPhoneNumberFormat|refreshLoginSession)\(/ },
  { id: 'versions', wire: 'ringex', pattern: /gotoPresence\(\) \| .*"version"/ },
];
