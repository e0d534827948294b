// Makes the code that Ajv writes linear in the size of what it checks.
//
// Ajv appends the errors of a referenced schema by copying all errors so far, so that a list of n invalid items costs n²
// copies; it has no option against that, and none to stop early where all errors are wanted. Here its code is changed, by
// its syntax tree: errors are appended in place, and a loop ends once it has found plenty.
import ts from 'typescript';

/** A text that is put into the code at an offset, in the place of `length` characters. */
interface Edit {
  at: number;
  length: number;
  text: string;
}

const append = 'function append(all, more) { for (const error of more) all.push(error); return all; }\n';

/**
 * The same checks, at a cost in proportion to their input.
 *
 * Each loop over items or fields ends after the round in which its own errors reach `limit`: errors found elsewhere, and those
 * of branches that were rolled back, take nothing from its allowance. All else stays as it was, the order of errors included.
 *
 * @param code - what Ajv's standalone module wrote, not minified
 * @param limit - how many errors a loop may find
 * @throws Error where the code is not as the pinned version of Ajv writes it
 */
export function bounded(code: string, limit: number): string {
  const source = ts.createSourceFile('checks.js', code, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const expect = (expected: boolean, node: ts.Node) => {
    if (!expected)
      throw new Error(`Ajv writes what scripts/emit/lib/bounded.ts does not know: ${node.getText(source)}`);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'concat') {
      expect(ts.isIdentifier(node.expression), node);
      // `all.concat(more)` becomes `append(all,more)`.
      edits.push({ at: node.getStart(source), length: 0, text: 'append(' });
      edits.push({ at: node.expression.end, length: '.concat('.length, text: ',' });
    } else if (ts.isIterationStatement(node, false)) {
      const { statement } = node;
      expect(ts.isBlock(statement), node);
      const before = `before${edits.length}`;
      edits.push({ at: node.getStart(source), length: 0, text: `{const ${before} = errors;` });
      edits.push({ at: statement.end - 1, length: 0, text: `if(errors - ${before} >= ${limit}) break;` });
      edits.push({ at: node.end, length: 0, text: '}' });
    } else {
      // A loop that has a label would lose it.
      expect(!ts.isLabeledStatement(node), node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return append + edited(code, edits);
}

function edited(code: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const { at, length, text } of edits.toSorted((one, other) => one.at - other.at)) {
    result += code.slice(done, at) + text;
    done = at + length;
  }
  return result + code.slice(done);
}
