import { assert, constantFrom, array, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanXml, type XmlNode } from '../../../../../../main/engine/decode/body/xml/scanXml';
import { decode, encode } from '../../sip/messages';
import { DIALOG_INFO, PIDF } from '../bodies';

const BEFORE = '<x>';

/** An element as `name[@attribute=value](children)`; text in quotes. */
function shapeOf(bytes: Uint8Array, node: XmlNode): string {
  if (node.kind !== 'element') return `${node.kind} "${decode(bytes, node.range.start, node.range.end)}"`;
  const attributes = node.attributes.map(
    ({ name, valueRange }) => `@${name}=${decode(bytes, valueRange.start, valueRange.end)}`,
  );
  return `${node.name}[${attributes.join(' ')}](${node.children.map((child) => shapeOf(bytes, child)).join(', ')})`;
}

function scan(text: string): { readonly shape: string; readonly isWellFormed: boolean } {
  const bytes = encode(`${BEFORE}${text}<y>`);
  const { root, isWellFormed } = scanXml(bytes, BEFORE.length, bytes.length - 3);
  return { shape: root === null ? '' : shapeOf(bytes, root), isWellFormed };
}

describe('XML', () => {
  it.each([
    ['an empty element', '<a/>', 'a[]()'],
    ['text', '<a> é b </a>', 'a[](text "é b")'],
    ['attributes in either quotes', '<a b="1>2" c = \'"\'/>', 'a[@b=1>2 @c="]()'],
    ['text beside elements', '<a>x<b/>y</a>', 'a[](text "x", b[](), text "y")'],
    ['prefixes', '<p:a xmlns:p="u"><p:b/></p:a>', 'p:a[@xmlns:p=u](p:b[]())'],
    ['what is no element', '\ufeff<?xml version="1.0"?><!-- <b> --><a/><!-- c -->\n', 'a[]()'],
    ['CDATA', '<a><![CDATA[<b> & ]] >]]></a>', 'a[](text "<b> & ]] >")'],
    [
      'a DTD, and expands nothing',
      '<!DOCTYPE a [<!ENTITY l "lol"><!ELEMENT a ANY>]><a>&l;&l;</a>',
      'a[](text "&l;&l;")',
    ],
    ['white space in tags', '<a\n b="1"\t></a\n>', 'a[@b=1]()'],
  ])('reads %s', (_name, text, shape) => {
    expect(scan(text)).toEqual({ shape, isWellFormed: true });
  });

  it.each([
    ['nothing', '', ''],
    ['text alone', 'Hello', ''],
    ['an element left open', '<a><b>x', 'a[](b[](text "x"))'],
    ['elements that cross', '<a><b></a></b>', 'a[](b[]())'],
    ['an end without a beginning', '<a></b></a>', 'a[]()'],
    ['a second root', '<a/><b/>', 'a[]()'],
    ['text behind the root', '<a/>x', 'a[]()'],
    ['a value without quotes', '<a b=1 c></a>', 'a[@b=1]()'],
    ['a quote left open', '<a b="1><c/></a>', 'a[@b=1](c[]())'],
    ['a tag left open', '<a><b', 'a[](b[]())'],
    ['a comment left open', '<a><!-- x', 'a[]()'],
    ['CDATA left open', '<a><![CDATA[x', 'a[]()'],
    ['a DTD left open', '<!DOCTYPE [', ''],
    ['a bracket that is no tag', '<a>1 < 2</a>', 'a[](text "1", text "<", text "2")'],
  ])('reads what it can of %s', (_name, text, shape) => {
    expect(scan(text)).toEqual({ shape, isWellFormed: false });
  });

  it('does not follow deep nesting, and says where it stopped', () => {
    const { shape, isWellFormed } = scan(`${'<a>'.repeat(40)}x${'</a>'.repeat(40)}`);
    expect(isWellFormed).toBe(true);
    expect(shape).toContain(`unread "${'<a>'.repeat(8)}x${'</a>'.repeat(8)}"`);
  });

  it('stops after many elements', () => {
    const { root } = scanXml(encode(`<a>${'<b/>'.repeat(5000)}</a>`), 0, 20_007);
    expect(root?.children.length).toBeLessThanOrEqual(2001);
    expect(root?.children.at(-1)?.kind).toBe('unread');
  });

  it('keeps ranges nested and in order, whatever the bytes', () => {
    const pieces = [
      '<',
      '>',
      '/',
      'a',
      ' ',
      '"',
      "'",
      '=',
      '<a>',
      '</a>',
      '<b c="d">',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!',
      '?>',
      'é',
      '\0',
    ];
    const check = (nodes: readonly XmlNode[], start: number, end: number): void => {
      let at = start;
      for (const node of nodes) {
        expect(node.range.start >= at && node.range.end <= end && node.range.start <= node.range.end).toBe(true);
        if (node.kind === 'element') check(node.children, node.range.start, node.range.end);
        at = node.range.end;
      }
    };
    const nested = property(
      array(constantFrom(...pieces, ...PIDF.split(/(?=<)/), ...DIALOG_INFO.split(/(?=")/)), { maxLength: 40 }),
      (parts) => {
        const bytes = encode(parts.join(''));
        const { root } = scanXml(bytes, 0, bytes.length);
        if (root !== null) check([root], 0, bytes.length);
      },
    );
    assert(nested, { numRuns: 3000 });
  });
});
