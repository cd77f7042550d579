/**
 * The names of imports and exports (Binary.md, Import and Export Definitions: `nameattributes`, `attribute`).
 */
import { errorLeadingByte } from '../../errors.ts';
import type { ExternName, NameAttribute } from '../component.ts';
import { MAX_NAME_ATTRIBUTES } from '../limits.ts';
import type { Reader } from '../reader.ts';

const ATTRIBUTES: ReadonlyMap<number, NameAttribute['kind']> = new Map([
  [0x00, 'implements'],
  [0x01, 'version-suffix'],
  [0x02, 'external-id'],
]);

/** `nameattributes`. The prefixes 0 and 1 mean the same; 1 comes from tools before 2024-09. */
export function readExternName(reader: Reader): ExternName {
  const offset = reader.offset;
  const prefix = reader.u8();
  if (prefix > 0x02) throw errorLeadingByte(offset, prefix, 'component name');
  const name = reader.name();
  const attributes = prefix === 0x02 ? reader.vec(MAX_NAME_ATTRIBUTES, 'name attributes', readAttribute) : [];
  return {
    name,
    implements: valueOf(attributes, 'implements'),
    versionSuffix: valueOf(attributes, 'version-suffix'),
    externalId: valueOf(attributes, 'external-id'),
    attributes,
    offset,
  };
}

/** The value of the first attribute of that kind; that there is no second one is for validation to say. */
function valueOf(attributes: readonly NameAttribute[], kind: NameAttribute['kind']): string | undefined {
  return attributes.find((attribute) => attribute.kind === kind)?.value;
}

function readAttribute(reader: Reader): NameAttribute {
  const offset = reader.offset;
  const byte = reader.u8();
  const kind = ATTRIBUTES.get(byte);
  if (kind === undefined) throw errorLeadingByte(offset, byte, 'name option');
  return { kind, value: reader.name(), offset };
}
