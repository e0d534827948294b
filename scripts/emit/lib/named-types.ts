// The types of schemas as declarations of their own, so that compilers and editors show a name in the place of all fields: a
// schema with alternatives becomes a union of interfaces, one for each combination.
import ts from 'typescript';
import { nameOf } from './type-nodes.ts';

const { factory } = ts;

type Declaration = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

/** The types of an edition, in two parts. */
export interface NamedTypes {
  /** openapi-typescript's tables, in which each schema and each query is its name. */
  tables: ts.Node[];
  /** The types of schemas and queries. */
  types: Declaration[];
}

/**
 * Takes the types of schemas out of `components`, and those of queries out of `operations`.
 *
 * @param nodes - as openapi-typescript makes them
 * @param queryDoc - what the comment of an operation's query says
 */
export function namedTypes(nodes: readonly ts.Node[], queryDoc: (operation: string) => string): NamedTypes {
  const types: Declaration[] = [];
  const tables = nodes.map(withNames).map((node) => {
    if (!ts.isInterfaceDeclaration(node)) return node;
    if (node.name.text === 'operations') return withNamedQueries(node, types, queryDoc);
    if (node.name.text !== 'components') return withoutOperationText(node);
    const members = node.members.map((member) => {
      if (!ts.isPropertySignature(member) || nameOf(member) !== 'schemas') return member;
      if (!member.type || !ts.isTypeLiteralNode(member.type)) return member;
      const own = member.type.members.filter(ts.isPropertySignature);
      types.push(...declarationsOf(own));
      const names = own.map((schema) => {
        return factory.createPropertySignature(undefined, schema.name, undefined, reference(nameOf(schema)));
      });
      return withType(member, factory.createTypeLiteralNode(names));
    });
    return withMembers(node, members);
  });
  return { tables, types };
}

function declarationsOf(schemas: readonly ts.PropertySignature[]): Declaration[] {
  const objects = new Map(
    schemas.filter(({ type }) => type && ts.isTypeLiteralNode(type)).map((schema) => [nameOf(schema), schema]),
  );
  return schemas.flatMap((schema) => {
    const name = nameOf(schema);
    const type = schema.type ?? factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
    const described = (declared: ts.TypeNode) => likewise(schema, alias(name, declared));
    const [shared, ...groups] = ts.isIntersectionTypeNode(type) ? type.types.flatMap(intersected) : [];
    if (!shared || !ts.isTypeLiteralNode(shared)) return [described(type)];
    const alternatives = groups.map(alternativesIn).map((names) => names.map((each) => objects.get(each)));
    if (alternatives.flat().includes(undefined)) {
      const fields = commented(alias(`${name}Fields`, shared), `What each {@link ${name}} has.`);
      return [fields, described(factory.createIntersectionTypeNode([reference(`${name}Fields`), ...groups]))];
    }
    return interfacesOf(name, shared, alternatives as ts.PropertySignature[][], described);
  });
}

/**
 * A schema's fields that no alternative says more closely, an interface for each combination of alternatives, and their union.
 * No mapped type such as `Omit`: editors show no text of its fields.
 */
function interfacesOf(
  name: string,
  shared: ts.TypeLiteralNode,
  alternatives: readonly (readonly ts.PropertySignature[])[],
  described: (type: ts.TypeNode) => Declaration,
): Declaration[] {
  const inAlternatives = alternatives.flat().flatMap(fieldsOf);
  const closer = fieldsIn(shared).filter((field) => {
    const same = inAlternatives.filter((each) => nameOf(each) === nameOf(field));
    for (const each of same) if (isUnsaid(each)) likewise(field, each);
    return same.length > 0;
  });
  const others = fieldsIn(shared).filter((field) => !closer.includes(field));
  const fields = alias(`${name}Fields`, factory.createTypeLiteralNode(others));
  const combinations = combined(alternatives).map((parts) => {
    const own = new Set(parts.flatMap(fieldsOf).map(nameOf));
    const text = parts.map(textOf).filter((each) => each !== '');
    return commented(
      factory.createInterfaceDeclaration(
        [factory.createModifier(ts.SyntaxKind.ExportKeyword)],
        `${name}As${parts.map(nameOf).join('And')}`,
        undefined,
        [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, [`${name}Fields`, ...parts.map(nameOf)].map(base))],
        closer.filter((field) => !own.has(nameOf(field))),
      ),
      text.length > 0 ? text.join(' ') : `{@link ${name}}`,
    );
  });
  const union = factory.createUnionTypeNode(combinations.map((each) => reference(each.name.text)));
  return [commented(fields, `What each {@link ${name}} has.`), ...combinations, described(union)];
}

/** One of each list, in all ways. */
function combined<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>((all, list) => all.flatMap((each) => list.map((item) => [...each, item])), [[]]);
}

/** The names of the alternatives; an empty one where one has none. */
function alternativesIn(group: ts.TypeNode): string[] {
  const types = ts.isUnionTypeNode(group) ? group.types : [group];
  return types.map((type) =>
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : '',
  );
}

function intersected(type: ts.TypeNode): ts.TypeNode[] {
  const inner = ts.isParenthesizedTypeNode(type) ? type.type : type;
  return ts.isIntersectionTypeNode(inner) ? inner.types.flatMap(intersected) : [inner];
}

function fieldsOf({ type }: ts.PropertySignature): ts.PropertySignature[] {
  return type && ts.isTypeLiteralNode(type) ? fieldsIn(type) : [];
}

function fieldsIn({ members }: ts.TypeLiteralNode): ts.PropertySignature[] {
  return members.filter(ts.isPropertySignature);
}

/** Whether a comment has tags at most. */
function isUnsaid(field: ts.PropertySignature): boolean {
  return /^(@|$)/.test(textOf(field));
}

function alias(name: string, type: ts.TypeNode): ts.TypeAliasDeclaration {
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return factory.createTypeAliasDeclaration(exported, name, undefined, type);
}

function reference(name: string): ts.TypeReferenceNode {
  return factory.createTypeReferenceNode(name);
}

function base(name: string): ts.ExpressionWithTypeArguments {
  return factory.createExpressionWithTypeArguments(factory.createIdentifier(name), undefined);
}

/** What a schema's comment says, as one paragraph. */
function textOf(schema: ts.PropertySignature): string {
  const [comment] = ts.getSyntheticLeadingComments(schema) ?? [];
  return (comment?.text ?? '').replace(/^\*/, '').replaceAll(/\n \*/g, ' ').replaceAll(/\s+/g, ' ').trim();
}

function commented<Node extends ts.Node>(node: Node, text: string): Node {
  return ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, `* ${text} `, true);
}

/** The node with the comment of another. */
function likewise<Node extends ts.Node>(other: ts.Node, node: Node): Node {
  return ts.setSyntheticLeadingComments(node, ts.getSyntheticLeadingComments(other));
}

/** The table of operations, in which a query is `ListAppsQuery`. */
function withNamedQueries(
  table: ts.InterfaceDeclaration,
  types: Declaration[],
  docOf: (operation: string) => string,
): ts.InterfaceDeclaration {
  const members = withoutOperationText(table).members.map((operation) =>
    changedField(operation, 'parameters', (parameters) =>
      changedField(parameters, 'query', (query) => {
        if (!ts.isPropertySignature(operation) || !query.type || !ts.isTypeLiteralNode(query.type)) return query;
        const id = nameOf(operation);
        const name = `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`;
        types.push(commented(alias(name, query.type), docOf(id)));
        return withType(query, reference(name));
      }),
    ),
  );
  return withMembers(table, members);
}

/** A field whose type has another field, which is changed. */
function changedField<Node extends ts.TypeElement>(
  node: Node,
  name: string,
  change: (field: ts.PropertySignature) => ts.PropertySignature,
): Node | ts.PropertySignature {
  if (!ts.isPropertySignature(node) || !node.type || !ts.isTypeLiteralNode(node.type)) return node;
  const fields = node.type.members.map((field) =>
    ts.isPropertySignature(field) && nameOf(field) === name ? change(field) : field,
  );
  return withType(node, factory.createTypeLiteralNode(fields));
}

function withType(field: ts.PropertySignature, type: ts.TypeNode): ts.PropertySignature {
  return factory.updatePropertySignature(field, field.modifiers, field.name, field.questionToken, type);
}

function withMembers(node: ts.InterfaceDeclaration, members: readonly ts.TypeElement[]): ts.InterfaceDeclaration {
  const { modifiers, name, typeParameters, heritageClauses } = node;
  return factory.updateInterfaceDeclaration(node, modifiers, name, typeParameters, heritageClauses, members);
}

/** A table without what it says of whole operations, which their functions say. */
function withoutOperationText(table: ts.InterfaceDeclaration): ts.InterfaceDeclaration {
  for (const member of table.members) {
    const isPath = ts.isPropertySignature(member) && nameOf(member).startsWith('/');
    const operations = isPath && member.type && ts.isTypeLiteralNode(member.type) ? member.type.members : [member];
    for (const operation of operations) ts.setSyntheticLeadingComments(operation, undefined);
  }
  return table;
}

/** The node, in which `components['schemas']['Name']` is `Name`. */
function withNames(node: ts.Node): ts.Node {
  const name = ts.isIndexedAccessTypeNode(node) ? schemaOf(node) : undefined;
  return name === undefined ? ts.visitEachChild(node, withNames, undefined) : reference(name);
}

function schemaOf({ objectType, indexType }: ts.IndexedAccessTypeNode): string | undefined {
  const isSchema = ts.isIndexedAccessTypeNode(objectType) && literalOf(objectType.indexType) === 'schemas';
  return isSchema ? literalOf(indexType) : undefined;
}

function literalOf(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}
