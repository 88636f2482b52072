"""What the checks read of a C++ file: code without comments and literals, includes, functions."""
import bisect
import re
from dataclasses import dataclass

LITERAL_OR_COMMENT = re.compile(
    r'//[^\n]*|/\*.*?\*/|(?:\b(?:u8|u|U|L)?R)"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])*\'', re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.M)
SCOPE_HEAD = re.compile(r'\b(?:namespace|class|struct|union|enum|extern)\b')
FUNCTION_NAME = re.compile(r'(~?[A-Za-z_]\w*|operator[^\s(]*)\s*\(')
INITIALIZER = re.compile(r'\)[^;{}]*?:(?!:)[^;]*[\w>]\s*$')
# What may stand before a declaration: access words and template heads.
LEAD = re.compile(r'\s*(?:(?:public|private|protected|Q_SIGNALS|Q_SLOTS)\s*:\s*'
                  r'|template\s*<(?:[^<>]|<[^<>]*>)*>\s*(?:requires\s[^\n]*)?\s*)*')
TRAILING_WORD = re.compile(r'\b(?:const|noexcept|override|final|mutable|try|volatile)\s*$')


@dataclass
class Function:
    name: str
    first_line: int
    last_line: int

    @property
    def length(self):
        return self.last_line - self.first_line + 1


def blank(text):
    """The same text with comments and literals replaced by spaces; line ends stay where they are."""
    def spaces(match):
        return re.sub(r'[^\n]', ' ', match.group(0))
    return LITERAL_OR_COMMENT.sub(spaces, text)


def without_directives(code):
    """Blanks preprocessor lines and their continuations."""
    return re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code,
                  flags=re.M)


def includes(text):
    """(line, 'own' or 'system', name) of every include directive."""
    for match in INCLUDE.finditer(text):
        line = text.count('\n', 0, match.start()) + 1
        yield line, 'own' if match.group(1) == '"' else 'system', match.group(2).strip()


class Lines:
    """Line number of an offset."""
    def __init__(self, text):
        self.starts = [0] + [i + 1 for i, c in enumerate(text) if c == '\n']

    def of(self, offset):
        return bisect.bisect_right(self.starts, offset)


def matching_brace(code, at):
    depth = 0
    for i in range(at, len(code)):
        depth += {'{': 1, '}': -1}.get(code[i], 0)
        if depth == 0:
            return i
    return len(code) - 1


def head_of(code, at):
    """Text from the end of the statement or block before `at`, and where it starts."""
    start = max(code.rfind(c, 0, at) for c in ';{}') + 1
    head = code[start:at]
    lead = LEAD.match(head).end()
    return head[lead:], start + lead


def functions(code):
    """Every function with a body; lambdas and local types count for the function around them."""
    code = without_directives(code)
    lines, found, at, start_of_head = Lines(code), [], 0, None
    while True:
        at = code.find('{', at)
        if at < 0:
            return found
        head, start = head_of(code, at)
        if start_of_head is not None:
            head, start = code[start_of_head:at], start_of_head
        start_of_head = None
        is_scope = bool(SCOPE_HEAD.search(head.split('(')[0]))
        if is_scope or '(' not in head:
            at = at + 1 if is_scope or not head.strip() else matching_brace(code, at) + 1
            continue
        end = matching_brace(code, at)
        in_parentheses = head.count('(') > head.count(')')
        if in_parentheses or INITIALIZER.search(head) and not TRAILING_WORD.search(head):
            start_of_head, at = start, end + 1  # `: member_{value}` stands before the body
            continue
        name = FUNCTION_NAME.search(head)
        found.append(Function(name.group(1) if name else '', lines.of(start), lines.of(end)))
        at = end + 1
