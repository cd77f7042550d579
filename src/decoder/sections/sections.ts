/**
 * The table of the sections of a component (Binary.md, Component Definitions: `section`): by id, its name and
 * a reader that adds what the section defines to the draft of the component.
 */
import { withinPath } from '../../errors.ts';
import type { Component, Custom, Definition } from '../component.ts';
import { decodeCoreModule } from '../core-module.ts';
import { MAX_EXPORTS, MAX_FUNCTIONS, MAX_IMPORTS, MAX_INSTANCES, MAX_TYPES, MAX_VALUES } from '../limits.ts';
import { countDefinition, nextStep } from '../paths.ts';
import type { Counts } from '../paths.ts';
import type { Reader } from '../reader.ts';
import { readAlias } from './alias.ts';
import { readCanon } from './canon.ts';
import { COMPONENT_NAME, newNamesDraft, readComponentNames } from './component-name.ts';
import type { NamesDraft } from './component-name.ts';
import { readCoreType } from './core-type.ts';
import { readExport, readImport } from './import-export.ts';
import { readCoreInstance, readInstance } from './instance.ts';
import { readStart, readValue } from './start.ts';
import { readType } from './type.ts';

/** A component while its sections are being read. Only the readers of this file write to it. */
export interface ComponentDraft {
  readonly definitions: Definition[];
  readonly customs: Custom[];
  readonly names: NamesDraft;
  /** For the paths of errors. */
  readonly counts: Counts;
  /** Reads a component that is nested in this one. */
  readonly readComponent: (reader: Reader) => Component;
}

export interface Section {
  readonly name: string;
  /** Reads the contents of the section. What is left of `reader` afterwards is an error. */
  readonly read: (reader: Reader, draft: ComponentDraft) => void;
}

export function newComponentDraft(readComponent: (reader: Reader) => Component): ComponentDraft {
  return {
    definitions: [],
    customs: [],
    names: newNamesDraft(),
    counts: new Map(),
    readComponent,
  };
}

/** The sections, by id. */
export const SECTIONS: readonly Section[] = [
  { name: 'custom section', read: readCustom },
  { name: 'core module section', read: readCoreModuleSection },
  vector('core instance', MAX_INSTANCES, 'core instances', (reader) => {
    const instance = readCoreInstance(reader);
    return { kind: 'core-instance', instance, offset: instance.offset };
  }),
  vector('core type', MAX_TYPES, 'core types', (reader) => {
    const type = readCoreType(reader);
    return { kind: 'core-type', type, offset: type.offset };
  }),
  { name: 'component section', read: readComponentSection },
  vector('instance', MAX_INSTANCES, 'instances', (reader) => {
    const instance = readInstance(reader);
    return { kind: 'instance', instance, offset: instance.offset };
  }),
  vector('alias', MAX_FUNCTIONS, 'aliases', (reader) => {
    const alias = readAlias(reader);
    return { kind: 'alias', alias, offset: alias.offset };
  }),
  vector('type', MAX_TYPES, 'types', (reader) => {
    const type = readType(reader);
    return { kind: 'type', type, offset: type.offset };
  }),
  vector('canonical function', MAX_FUNCTIONS, 'functions', (reader) => {
    const canon = readCanon(reader);
    return { kind: 'canon', canon, offset: canon.offset };
  }),
  { name: 'start section', read: readStartSection },
  vector('import', MAX_IMPORTS, 'imports', (reader) => {
    const item = readImport(reader);
    return { kind: 'import', import: item, offset: item.offset };
  }),
  vector('export', MAX_EXPORTS, 'exports', (reader) => {
    const item = readExport(reader);
    return { kind: 'export', export: item, offset: item.offset };
  }),
  vector('value', MAX_VALUES, 'values', (reader) => {
    const value = readValue(reader);
    return { kind: 'value', value, offset: value.offset };
  }),
];

/** A section that is a vector of definitions: of a sort, or a kind of its own. */
function vector(name: string, limit: number, what: string, read: (reader: Reader) => Definition): Section {
  return {
    name: `${name} section`,
    read(reader, draft) {
      const count = reader.definitionCount(limit, what);
      withinPath(() => nextStep(draft.counts, name), () => {
        for (let i = 0; i < count; i++) add(draft, read(reader));
      });
    },
  };
}

function readCustom(reader: Reader, draft: ComponentDraft): void {
  const offset = reader.offset;
  const name = reader.name();
  const contents = reader.sub(reader.remaining);
  draft.customs.push({ name, data: contents.source.subarray(contents.position, contents.end), offset });
  if (name === COMPONENT_NAME) readComponentNames(contents, draft.names);
}

function readCoreModuleSection(reader: Reader, draft: ComponentDraft): void {
  const offset = reader.offset;
  const module = withinPath(nextStep(draft.counts, 'core module'), () => decodeCoreModule(reader));
  add(draft, { kind: 'core-module', module, offset });
}

function readComponentSection(reader: Reader, draft: ComponentDraft): void {
  const offset = reader.offset;
  const component = withinPath(nextStep(draft.counts, 'component'), () => draft.readComponent(reader));
  add(draft, { kind: 'component', component, offset });
}

function readStartSection(reader: Reader, draft: ComponentDraft): void {
  const start = readStart(reader);
  add(draft, { kind: 'start', start, offset: start.offset });
}

function add({ definitions, counts }: ComponentDraft, definition: Definition): void {
  definitions.push(definition);
  countDefinition(counts, definition);
}
