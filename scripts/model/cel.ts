// Compiles the CEL rules of `x-validations` to plain JavaScript, so that the validators need no CEL at run time.
//
// A rule is checked once every field that it compares is there with the right type; until then other checks have something
// to say, and the rule says nothing. That is why no field needs a `has()` of its own.
import { type ASTNode, parse } from '@marcbachmann/cel-js';
import { _, and, type Code, Name, or } from 'ajv/dist/compile/codegen/index.js';

/** A part of a rule: its JavaScript, and what must hold before it can be checked. */
interface Compiled {
  code: Code;
  needs: Code[];
}

/** The JavaScript variable for each variable of the rule: `self`, and those of macros. */
type Scope = ReadonlyMap<string, Name>;

const operators = {
  '<': _`<`,
  '<=': _`<=`,
  '>': _`>`,
  '>=': _`>=`,
  '==': _`===`,
  '!=': _`!==`,
  '+': _`+`,
  '-': _`-`,
  '*': _`*`,
};

/**
 * The JavaScript expression that is true where the rule is broken.
 *
 * @param rule - CEL over `self`, the object that carries the rule
 * @param self - the JavaScript variable that holds that object
 * @throws Error that says which construct the compiler does not know, or where the rule is not CEL
 */
export function brokenWhen(rule: string, self: Name): Code {
  const { code, needs } = condition(parse(rule).ast, new Map([['self', self]]));
  return and(...needs, not(code));
}

/** A part that is true or false. */
function condition(node: ASTNode, scope: Scope): Compiled {
  switch (node.op) {
    case '&&':
    case '||': {
      const [left, right] = [condition(node.args[0], scope), condition(node.args[1], scope)];
      const join = node.op === '&&' ? and : or;
      return { code: _`(${join(left.code, right.code)})`, needs: [...left.needs, ...right.needs] };
    }
    case '!_': {
      const { code, needs } = condition(node.args, scope);
      return { code: not(code), needs };
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return joined(number(node.args[0], scope), operators[node.op], number(node.args[1], scope));
    case '==':
    case '!=':
      return joined(scalar(node.args[0], scope), operators[node.op], scalar(node.args[1], scope));
    case 'call':
      return { code: _`${path(argumentOf('has', node.args, 'a condition'), scope)} !== undefined`, needs: [] };
    case 'rcall':
      return node.args[0] === 'startsWith' ? startsWith(node.args, scope) : all(node.args, scope);
    case '.': {
      const field = path(node, scope);
      return { code: field, needs: [_`typeof ${field} == "boolean"`] };
    }
    default:
      throw unknown(`\`${node.op}\` as a condition`);
  }
}

/** `text.startsWith('beginning')`. */
function startsWith([, text, args]: [string, ASTNode, ASTNode[]], scope: Scope): Compiled {
  const [beginning] = args;
  if (beginning?.op !== 'value' || typeof beginning.args !== 'string')
    throw unknown('startsWith() of what is not written out');
  const field = path(text, scope);
  return { code: _`${field}.startsWith(${beginning.args})`, needs: [_`typeof ${field} == "string"`] };
}

/** `list.all(item, condition)`. An item that cannot be checked yet breaks nothing. */
function all([name, list, args]: [string, ASTNode, ASTNode[]], scope: Scope): Compiled {
  const [variable, body] = args;
  if (name !== 'all' || variable?.op !== 'id' || !body) throw unknown(`.${name}() as a condition`);
  if (scope.has(variable.args)) throw new Error(`There are two variables ${variable.args}.`);
  const items = path(list, scope);
  checkReached(list, scope);
  const item = new Name(`each_${variable.args}`);
  const { code, needs } = condition(body, new Map([...scope, [variable.args, item]]));
  const holds = needs.length > 0 ? or(not(and(...needs)), code) : code;
  return { code: _`${items}.every(${item} => ${holds})`, needs: [_`Array.isArray(${items})`] };
}

/** A part that is a number. */
function number(node: ASTNode, scope: Scope): Compiled {
  switch (node.op) {
    case 'value':
      if (typeof node.args !== 'bigint' && typeof node.args !== 'number') throw unknown(`${node.args} as a number`);
      return { code: _`${Number(node.args)}`, needs: [] };
    case '-_': {
      const { code, needs } = number(node.args, scope);
      return { code: _`(-${code})`, needs };
    }
    case '+':
    case '-':
    case '*': {
      const { code, needs } = joined(number(node.args[0], scope), operators[node.op], number(node.args[1], scope));
      return { code: _`(${code})`, needs };
    }
    case 'call': {
      const sized = argumentOf('size', node.args, 'a number');
      const field = path(sized, scope);
      checkReached(sized, scope);
      // CEL counts the code points of a string; spreading it does too.
      return {
        code: _`(typeof ${field} == "string" ? [...${field}] : ${field}).length`,
        needs: [_`(typeof ${field} == "string" || Array.isArray(${field}))`],
      };
    }
    case '.': {
      const field = path(node, scope);
      return { code: field, needs: [_`typeof ${field} == "number"`] };
    }
    default:
      throw unknown(`\`${node.op}\` as a number`);
  }
}

/**
 * What is read as a whole, a list or a text, must belong to the item of the innermost `all`: otherwise the rule would read it
 * again for each item, and cost the square of what it checks.
 */
function checkReached(node: ASTNode, scope: Scope): void {
  const innermost = [...scope.keys()].at(-1);
  if (rootOf(node) === innermost) return;
  throw new Error(`Inside all(), a list or a size must be that of the item: of ${innermost}, not of ${rootOf(node)}.`);
}

/** `self` for `self.a.b` */
function rootOf(node: ASTNode): string | undefined {
  return node.op === '.' ? rootOf(node.args[0]) : node.op === 'id' ? node.args : undefined;
}

/** A part that is compared for being equal. */
function scalar(node: ASTNode, scope: Scope): Compiled {
  if (node.op === 'value' && (typeof node.args === 'string' || typeof node.args === 'boolean')) {
    return { code: _`${node.args}`, needs: [] };
  }
  if (node.op === '.') {
    const field = path(node, scope);
    return { code: field, needs: [_`${field} !== undefined`] };
  }
  return number(node, scope);
}

/** `self.a.b` */
function path(node: ASTNode, scope: Scope): Code {
  if (node.op === '.') return _`${path(node.args[0], scope)}?.[${node.args[1]}]`;
  const variable = node.op === 'id' ? scope.get(node.args) : undefined;
  if (!variable) throw unknown(`\`${node.op}\` where a field is expected`);
  return _`${variable}`;
}

function argumentOf(expected: string, [name, args]: [string, ASTNode[]], as: string): ASTNode {
  const [argument] = args;
  if (name !== expected || !argument) throw unknown(`${name}() as ${as}`);
  return argument;
}

function joined(left: Compiled, operator: Code, right: Compiled): Compiled {
  return { code: _`${left.code} ${operator} ${right.code}`, needs: [...left.needs, ...right.needs] };
}

function not(code: Code): Code {
  return _`!(${code})`;
}

function unknown(construct: string): Error {
  return new Error(`The compiler does not know ${construct}.`);
}
