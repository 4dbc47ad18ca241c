import type { MessageField } from '../../../../../shared/protocol/rows';
import { describeXmlElement } from '../../../../../shared/sip/xmlNames';
import type { FieldMaker } from '../../field';
import { fieldOf } from '../../fieldCursor';
import { scanXml, type XmlElement, type XmlNode } from './scanXml';

/** The text of an element that holds nothing else; empty for others. */
function ownText(make: FieldMaker, { children }: XmlElement): string {
  const only = children.length === 1 ? children[0] : undefined;
  return only?.kind === 'text' ? make.text(only.range) : '';
}

function nodeField(make: FieldMaker, node: XmlNode, root: string): MessageField {
  if (node.kind === 'element') return elementField(make, node, root);
  if (node.kind === 'text') return make.leaf('Text', node.range);
  return fieldOf('Not read', node.range, `${node.range.end - node.range.start} bytes`, 'Nested too deep, or too many.');
}

function elementField(make: FieldMaker, element: XmlElement, root: string): MessageField {
  const text = ownText(make, element);
  const attributes = element.attributes.map(({ name, range, valueRange }) =>
    fieldOf(`@${name}`, range, make.text(valueRange)),
  );
  const children = text === '' ? element.children.map((child) => nodeField(make, child, root)) : [];
  return fieldOf(element.name, element.range, text, describeXmlElement(root, element.name), [
    ...attributes,
    ...children,
  ]);
}

/** The document's elements with attributes (`@name`) and text; nothing when there is no element. */
export function describeXml(make: FieldMaker, start: number, end: number): MessageField[] {
  const { root } = scanXml(make.bytes, start, end);
  return root === null ? [] : [elementField(make, root, root.name)];
}
