// Changes the types that openapi-typescript makes, before they are printed.
import type { JsonObject } from '@apig-spec/model/json';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import { resolveRef, scanDiscriminators, transformSchema } from 'openapi-typescript';
import ts from 'typescript';
import { fileMark } from './typeable.ts';

/** The parameters that a client binds once. */
const bound = new Set(['project_id', 'instance_id']);

/** What openapi-typescript can do, and is not asked for here. */
const unused = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: false,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: false,
  postTransform: undefined,
  transformProperty: undefined,
};

/**
 * The types of an edition that `typeable` has rewritten. Of a file it is `Blob`, of which a `File` is one with a name.
 *
 * The main function of openapi-typescript would first bundle and lint what has been bundled and linted, which takes most of its time.
 */
export function typesOf(document: JsonObject): ts.Node[] {
  const schema = document as unknown as OpenAPI3;
  const context: Omit<GlobalContext, 'redoc'> = {
    ...unused,
    discriminators: scanDiscriminators(schema, {}),
    injectFooter: [],
    resolve: ($ref) => resolveRef(schema, $ref, { silent: false }),
    transform: (each) =>
      fileMark in each ? ts.factory.createTypeReferenceNode(ts.factory.createIdentifier('Blob')) : undefined,
  };
  // The configuration of Redocly is for that alone.
  return transformSchema(schema, context as GlobalContext);
}

/** The nodes without their comments. */
export function withoutComments(nodes: readonly ts.Node[]): ts.Node[] {
  return nodes.map((node) => changed(node, (each) => ts.setSyntheticLeadingComments(each, undefined)));
}

/** The nodes with JSDoc as people write it: without the tags that only repeat the type, and with nothing indented into a code block. */
export function withTidyComments(nodes: readonly ts.Node[]): ts.Node[] {
  return nodes.map((node) =>
    changed(node, (each) => {
      const comments = ts.getSyntheticLeadingComments(each);
      return ts.setSyntheticLeadingComments(
        each,
        comments?.flatMap((comment) => {
          const text = tidied(comment.text);
          return text === undefined ? [] : [{ ...comment, text }];
        }),
      );
    }),
  );
}

/** The nodes with `path` of each call as a client needs it: what is bound once is optional, and so is `path` with nothing else. */
export function withOptionalBound(nodes: readonly ts.Node[]): ts.Node[] {
  return nodes.map((node) =>
    changed(node, (each) => {
      if (!ts.isPropertySignature(each) || nameOf(each) !== 'path') return each;
      if (!each.type || !ts.isTypeLiteralNode(each.type)) return each;
      const members = each.type.members.map((member) =>
        ts.isPropertySignature(member) && bound.has(nameOf(member)) ? optional(member) : member,
      );
      const type = ts.factory.updateTypeLiteralNode(each.type, ts.factory.createNodeArray(members));
      const path = ts.factory.updatePropertySignature(each, each.modifiers, each.name, each.questionToken, type);
      return members.every((member) => member.questionToken) ? optional(path) : path;
    }),
  );
}

/** A node of which each, the innermost first, was changed. */
function changed(node: ts.Node, change: (each: ts.Node) => ts.Node): ts.Node {
  return change(ts.visitEachChild(node, (child) => changed(child, change), undefined));
}

function optional(property: ts.PropertySignature): ts.PropertySignature {
  const token = ts.factory.createToken(ts.SyntaxKind.QuestionToken);
  return ts.factory.updatePropertySignature(property, property.modifiers, property.name, token, property.type);
}

/** The name of a field. */
export function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** What stands between the marks of a comment; undefined where nothing is left of it. */
function tidied(comment: string): string | undefined {
  const lines = comment
    .split('\n')
    .filter((line) => !/^ ?\* @(?:constant|enum \{.*\}) ?$/.test(line))
    .map((line) => line.replace(/^( ?\*) @description /, '$1 ').replace(/^( ?\*) {5}/, '$1 '));
  return lines.length === 0 ? undefined : lines.join('\n');
}
