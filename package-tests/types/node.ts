// What an author's tests and tools write, with every public type of the packages for them.
import {
  checkPlugins,
  listPlugins,
  main as jackfield,
  type CheckOptions,
  type CheckReport,
  type Conflict,
  type Io,
  type Violation as PluginViolation,
  type ListedPlugin,
  type ListProblem,
  type ListReport,
  type Manifest,
  type PackageReport,
  type RuleId as PluginRuleId,
  type Weight,
} from '@jackfield/cli';
import {
  checkProtocol,
  checkTranscript,
  CodegenError,
  DIFF_RULES,
  diffProtocols,
  generate,
  isCodegenError,
  hasProblems,
  loadProtocol,
  loadReleased,
  printChanges,
  printViolation,
  printTranscriptReport,
  RULES,
  type Annotation,
  type Change,
  type CheckTranscriptOptions,
  type CodegenErrorCode,
  type Definition,
  type TranscriptReport,
  type Violation,
  type Generated,
  type GenerateOptions,
  type LoadOptions,
  type Message,
  type Part,
  type Protocol,
  type Finding,
  type RuleId,
  type Schema,
  type Wire,
  type Warning,
  type WarningId,
} from '@jackfield/codegen';
import { createHost, type Plugin, type Task } from '@jackfield/core';
import { envelopes, protocol } from '@jackfield/core/ringcx';
import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import {
  callLogStoreRules,
  checkCallLogStore,
  registerCallLogStore,
  type CallLogStoreRule,
  type CheckedRule,
  type Runner,
  type StoreContractOptions,
  type StoredCallLog,
  type StoreFactory,
  type StoreRuleContext,
} from '@jackfield/plugin-calllog/testing';
import {
  testCallLogStore as testStoreInNode,
  type StoreContractOptions as NodeStoreOptions,
  type StoredCallLog as NodeStoredLog,
  type StoreFactory as NodeStoreFactory,
} from '@jackfield/plugin-calllog/testing/node';
import {
  testCallLogStore,
  type StoreContractOptions as VitestStoreOptions,
  type StoredCallLog as VitestStoredLog,
  type StoreFactory as VitestStoreFactory,
} from '@jackfield/plugin-calllog/testing/vitest';
import {
  arbitrary,
  arbitraryOf,
  connectWindow,
  contractRules,
  createTestClock,
  createWidget,
  examples,
  invalid,
  invalidOf,
  isTestingError,
  record,
  replay,
  TestingError,
  type Connected,
  type ContractRule,
  type Definitions,
  type FrameWindow,
  type Inspection,
  type InvalidBody,
  type MessageName,
  type PageWindow,
  type Problem,
  type ProblemCode,
  type RecordedWire,
  type RecordOptions,
  type Replay,
  type ReplayOptions,
  type RingexWindowOptions,
  type Schema as KitSchema,
  type Tab,
  type Tape,
  type TestClock,
  type TestingErrorCode,
  type Warning as PageWarning,
  type WarningCode,
  type Widget,
  type WidgetCall,
  type WidgetOptions,
  type WidgetState,
  type WidgetVersion,
  type WindowOptions,
} from '@jackfield/testing';
import {
  testPlugin as testInNode,
  type AnyPlugin as NodePlugin,
  type ContractOptions as NodeOptions,
  type OwnData as NodeData,
  type PluginFactory as NodeFactory,
} from '@jackfield/testing/node';
import {
  testPlugin,
  type AnyPlugin,
  type ContractOptions,
  type OwnData,
  type PluginFactory,
} from '@jackfield/testing/vitest';

export async function ring(): Promise<WidgetState> {
  const plugin: Plugin = callLog({ store: memoryCallLogStore() });
  const widget: Widget = createWidget({ version: 'next', clock: undefined });
  const { transport, clock } = widget;
  const host = createHost({ service: 'Acme', plugins: [plugin], widget: { transport }, clock });
  const wire: RecordedWire = { protocol, envelopes };
  const tape: Tape = record(host, { wire });
  // @ts-expect-error A wire has the envelopes of its protocol, too.
  record(host, { wire: { protocol } });
  const call: WidgetCall = await widget.inboundCall({ from: '+16505550142' });
  await widget.submitDisposition({ notes: `of ${String(call)}` });
  await clock.advance(90_000);
  const [log] = examples('logCall');
  // @ts-expect-error A log has no member of this name.
  void log?.sessionID;
  const notes: string | undefined = log?.task?.notes;
  await createHost({ service: `${notes ?? ''}${tape.text()}` }).close();
  return widget.state;
}

testPlugin(({ clock }) => callLog({ now: clock.now }), { ignore: {} });
testInNode(callLog());
testCallLogStore(() => memoryCallLogStore());
testStoreInNode(memoryCallLogStore());
// @ts-expect-error A store is not a plugin.
testPlugin(memoryCallLogStore());

export async function make(io: Io): Promise<number> {
  const { changed }: Generated = await generate({ schemas: 'schemas', out: 'src', check: true });
  const issues: readonly Violation[] = await checkProtocol({ schemas: 'schemas' });
  const protocol: Protocol = await loadProtocol({ schemas: 'schemas' });
  for (const issue of issues) io.out(printViolation(issue));
  // @ts-expect-error A folder for the code has to be given.
  await generate({ schemas: 'schemas' });
  return jackfield([String(changed.length), String(protocol)], io);
}

export const values = [
  ...[checkTranscript, CodegenError, isCodegenError, hasProblems, printTranscriptReport, RULES],
  ...[checkPlugins, listPlugins, DIFF_RULES, diffProtocols, loadReleased, printChanges],
  ...[callLogStoreRules, checkCallLogStore, registerCallLogStore],
  ...[arbitrary, contractRules, createTestClock, invalid, isTestingError, replay, TestingError],
  ...[arbitraryOf, invalidOf],
];

/** What is not used above; each has to be there, and to compile. */
export type Rest = [
  ...[CheckOptions, CheckReport, Conflict, PluginViolation, ListedPlugin, ListProblem, ListReport],
  ...[Manifest, PackageReport, PluginRuleId, Weight, Change],
  ...[
    Annotation,
    CheckTranscriptOptions,
    CodegenErrorCode,
    Definition,
    TranscriptReport,
    Violation,
  ],
  ...[GenerateOptions, LoadOptions, Message, Part, RuleId, Schema, Wire],
  ...[Finding<'x'>, Warning, WarningId, Definitions, KitSchema],
  ...[CallLogStoreRule, CheckedRule, Runner, StoreContractOptions, StoredCallLog],
  ...[StoreFactory, StoreRuleContext, ContractRule, InvalidBody, MessageName, RecordOptions],
  ...[Replay, ReplayOptions, Tab, TestClock, TestingErrorCode, WidgetOptions, WidgetVersion],
  ...[
    AnyPlugin,
    NodePlugin,
    ContractOptions,
    OwnData<Task>,
    PluginFactory,
    NodeOptions,
    NodeData<Task>,
    NodeFactory,
  ],
  ...[NodeStoreOptions, NodeStoredLog, NodeStoreFactory],
  ...[VitestStoreOptions, VitestStoredLog, VitestStoreFactory],
];

export async function inspectPage(page: PageWindow): Promise<readonly (Problem | PageWarning)[]> {
  const options: WindowOptions = { version: '1.0' };
  const widget: Connected<Widget> = connectWindow(page, options);
  const frame: FrameWindow = widget.frameWindow;
  frame.postMessage({}, 'https://ringcentral.github.io');
  const ringex: RingexWindowOptions = { wire: 'ringex', version: '3.x' };
  connectWindow(page, ringex).close();
  const inspection: Inspection = widget;
  const problems = inspection.problems();
  const warnings = await inspection.warnings();
  const codes: readonly (ProblemCode | WarningCode)[] = [...problems, ...warnings].map(
    ({ code }) => code,
  );
  return codes.length > 0 ? [...problems, ...warnings] : [];
}
