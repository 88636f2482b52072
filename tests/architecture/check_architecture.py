#!/usr/bin/env python3
"""Checks the rules of the architecture over the tree: layers, names, sizes, floor plan. No exception list.

usage: check_architecture.py [ROOT] [--quiet]
Prints `file:line: rule`, warnings marked so; exit status 1 on any breach.
"""
import ast
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import layers  # noqa: E402
import source_text  # noqa: E402

SKIPPED_FOLDERS = {'.git', 'build', '__pycache__', '.cache', '.idea', '.vscode'}
TOP_LEVEL = {'CMakeLists.txt', 'app', 'engines', 'ui', 'resources', 'plugins', 'translations', 'packaging',
             'tests', 'docs', 'README.md', 'CONTRIBUTING.md', 'LICENSE', 'CHANGELOG.md', 'CMakePresets.json',
             'dev'}
CODE = ('.cpp', '.h', '.py', '.cmake', '.sh', '.qss')
TEXT = CODE + ('.md', '.txt', '.json', '.toml', '.yml', '.yaml', '.service', '.ts', '.supp', '')
BANNED_NAMES = {'common', 'util', 'utils', 'helper', 'helpers', 'misc', 'base', 'manager'}
MARKERS = re.compile(r'\b(?:' + '|'.join(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK']) + r')\b')
WORKPLACE = re.compile('|'.join(['/wo' + 'rk/', r'\.\./sha' + 'red', r'\bissue' + r' #?\d+', 'Clau' + 'de',
                                 'Anthro' + 'pic', 'Chat' + 'GPT', 'language mo' + 'del']))
LINE_LIMIT, FILE_LIMIT, FILE_WARN, FUNCTION_LIMIT, FUNCTION_WARN = 110, 600, 400, 70, 40
KIT_LIMIT, MAIN_LIMIT, DEEPEST = 200, 100, 3
TYPE_NAME = re.compile(r'^\s*(?:template\s*<[^;{]*>\s*)?(?:class|struct|enum class|enum|union)\s+'
                       r'(?:\[\[\w+\]\]\s*)?([A-Za-z_]\w*)\s*(?:final\s*)?[:{]', re.M)
CONSTANT = re.compile(r'^(?:inline |static )*constexpr\s+[\w:<>,& *]+?[\s&*](\w+)\s*(?:\[[^\]]*\]\s*)*[={]',
                      re.M)
GLOBAL_STATE = re.compile(r'^(?:static |thread_local |inline )+(?!const|constexpr|constinit const)'
                          r'[\w:<>, ]+[\s&*]\w+\s*(?:=[^=]|;|\{)', re.M)
MEMBER = re.compile(r'^(private|protected|public)\s*:|^    (?:mutable |static |const |constexpr )*'
                    r'[\w:]+(?:<[^;(){}]*>)?[\s&*]+(\w+)(?:\s*(?:=[^=;][^;]*|\{[^;]*\}))?;', re.M)
NOT_A_MEMBER = re.compile(r'\s*(?:using|return|friend|typedef|class|struct|static constexpr)\b')
CAMEL = re.compile(r'(?:~?[A-Z][A-Za-z0-9]*|[a-z][A-Za-z0-9]*|operator.*)\Z')
PASCAL = re.compile(r'[A-Z][A-Za-z0-9]*_?\Z')


class Check:
    def __init__(self, root):
        self.root, self.breaches, self.warnings = root, [], []

    def breach(self, path, line, rule):
        self.breaches.append(f'{path}:{line}: {rule}')

    def warn(self, path, line, rule):
        self.warnings.append(f'{path}:{line}: warning: {rule}')

    def files(self):
        for folder, names, files in os.walk(self.root):
            names[:] = sorted(n for n in names if n not in SKIPPED_FOLDERS)
            for name in sorted(files):
                if name != '.git':
                    yield os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, '/')

    def run(self):
        paths = list(self.files())
        self.top_level(paths)
        for path in paths:
            self.place(path)
            ending = os.path.splitext(path)[1]
            if ending not in TEXT or os.path.getsize(os.path.join(self.root, path)) > 2_000_000:
                continue
            try:
                with open(os.path.join(self.root, path), encoding='utf-8', newline='') as file:
                    text = file.read()
            except UnicodeDecodeError:
                if ending in CODE:
                    self.breach(path, 1, 'text files are UTF-8')
                continue
            self.text(path, text)
            if ending in CODE or os.path.basename(path) in ('CMakeLists.txt', 'dev'):
                self.sizes(path, text)
            if ending == '.py':
                self.python_functions(path, text)
            if ending in ('.cpp', '.h'):
                self.cpp(path, text)
        self.floor_plan(paths)
        return self

    def top_level(self, paths):
        for name in sorted({p.split('/')[0] for p in paths}):
            if name not in TOP_LEVEL and not name.startswith('.'):
                self.breach(name, 1, 'does not belong at the top level')

    def place(self, path):
        parts = path.split('/')
        if len(parts) - 2 > DEEPEST:
            self.breach(path, 1, f'more than {DEEPEST} folder levels below the top')
        for part in parts:
            stem = part.split('.')[0].lower()
            if stem in BANNED_NAMES or stem.rsplit('_', 1)[-1] in BANNED_NAMES - {'base'}:
                self.breach(path, 1, f'no file or folder is called {stem}')
        if path.endswith(('.cpp', '.h', '.py')) and not re.fullmatch(r'[a-z0-9_]+\.(?:cpp|h|py)', parts[-1]):
            self.breach(path, 1, 'file names are snake_case')

    def text(self, path, text):
        for number, line in enumerate(text.split('\n'), 1):
            if MARKERS.search(line):
                self.breach(path, number, 'left-over marker')
            if WORKPLACE.search(line):
                self.breach(path, number, 'the project speaks of itself alone')

    def sizes(self, path, text):
        lines = text.split('\n')
        count = len(lines) - (1 if lines and not lines[-1] else 0)
        for number, line in enumerate(lines, 1):
            if len(line.rstrip('\r')) > LINE_LIMIT:
                self.breach(path, number, f'line of {len(line)} columns, limit {LINE_LIMIT}')
        if count > FILE_LIMIT:
            self.breach(path, 1, f'{count} lines, limit {FILE_LIMIT}')
        elif count > FILE_WARN:
            self.warn(path, 1, f'{count} lines, wanted at most {FILE_WARN}')
        if path.startswith('engines/kit/') and path.endswith('.h') and count > KIT_LIMIT:
            self.breach(path, 1, f'a kit header of {count} lines, limit {KIT_LIMIT}')
        if re.fullmatch(r'app/\w+_main\.cpp', path) and count >= MAIN_LIMIT:
            self.breach(path, 1, f'a main of {count} lines, limit {MAIN_LIMIT}')

    def function_size(self, path, name, first, length):
        if length > FUNCTION_LIMIT:
            self.breach(path, first, f'function {name} has {length} lines, limit {FUNCTION_LIMIT}')
        elif length > FUNCTION_WARN:
            self.warn(path, first, f'function {name} has {length} lines, wanted at most {FUNCTION_WARN}')

    def python_functions(self, path, text):
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            self.breach(path, error.lineno or 1, 'not valid Python')
            return
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.function_size(path, node.name, node.lineno, node.end_lineno - node.lineno + 1)

    def cpp(self, path, text):
        code = source_text.blank(text)
        for line, kind, name in source_text.includes(text):
            if name.endswith('.moc') or name.startswith('moc_'):
                continue
            rule = layers.own_include_breach if kind == 'own' else layers.system_include_breach
            if (why := rule(path, name)) is not None:
                self.breach(path, line, why)
        for function in source_text.functions(code):
            self.function_size(path, function.name, function.first_line, function.length)
            if not path.startswith('tests/') and function.name and not CAMEL.match(function.name):
                self.breach(path, function.first_line, f'functions are camelCase: {function.name}')
        self.names(path, code)
        if path.endswith('.h'):
            self.header(path, text)
        if '/kernel/' in path:
            self.kernel(path, code)

    def names(self, path, code):
        lines = source_text.Lines(code)
        for match in TYPE_NAME.finditer(code):
            if not PASCAL.match(match.group(1)):
                self.breach(path, lines.of(match.start(1)), f'types are PascalCase: {match.group(1)}')
        for match in CONSTANT.finditer(code):
            if not re.match(r'k[A-Z]', match.group(1)):
                self.breach(path, lines.of(match.start(1)), f'constants are kName: {match.group(1)}')
        for match in re.finditer(r'^\s*using\s+namespace\s', code, re.M):
            if path.endswith('.h'):
                self.breach(path, lines.of(match.start()), 'no using-directive in a header')
        wanted = namespace_of(path)
        for match in re.finditer(r'^namespace\s+([\w:]+)\s*\{', code, re.M):
            fits = not wanted or (match.group(1) + '::').startswith(wanted + '::')
            if not fits and not declares_only(code, match.end() - 1):
                self.breach(path, lines.of(match.start()), f'this folder\'s namespace is {wanted}')
        self.members(path, code, lines)

    def members(self, path, code, lines):
        """Data members below `private:` end in an underscore."""
        for match in re.finditer(r'^class\s+\w+[^;{]*\{', code, re.M):
            end = source_text.matching_brace(code, match.end() - 1)
            private = False
            for found in MEMBER.finditer(code, match.end(), end):
                if found.group(1):
                    private = found.group(1) == 'private'
                elif private and found.group(2)[-1] != '_' and not NOT_A_MEMBER.match(found.group(0)):
                    self.breach(path, lines.of(found.start(2)), f'private members: name_, not {found[2]}')

    def header(self, path, text):
        lines = text.split('\n')
        if not lines or lines[0].strip() != '#pragma once':
            self.breach(path, 1, 'a header begins with #pragma once')
        if not path.startswith('tests/') and not re.search(r'^\s*//', text, re.M):
            self.breach(path, 1, 'a header says what it is for')

    def kernel(self, path, code):
        lines = source_text.Lines(code)
        for match in re.finditer(r'\b(?:throw|catch|try)\b', code):
            self.breach(path, lines.of(match.start()), 'no exceptions in a kernel')
        for match in GLOBAL_STATE.finditer(code):
            if '(' not in match.group(0):
                self.breach(path, lines.of(match.start()), 'no global state in a kernel')

    def floor_plan(self, paths):
        rooms = sorted({p.split('/')[1] for p in paths if p.startswith('engines/') and p.count('/') > 1})
        for room in rooms:
            at = f'engines/{room}'
            if not os.path.isfile(os.path.join(self.root, at, 'README.md')):
                self.breach(f'{at}/README.md', 1, 'every room has a README')
            if room in layers.NOT_ROOMS:
                continue
            if room not in layers.ROOM_RANK:
                self.breach(at, 1, 'no such engine in the order of rooms')
            for needed in (f'{at}/contract/{room}_engine.h', f'{at}/service/{room}_service.h',
                           f'{at}/operations.cpp'):
                if needed not in paths:
                    self.breach(needed, 1, 'missing from the floor plan of an engine room')
            if not any(p.startswith(at + '/kernel/') for p in paths):
                self.breach(at + '/kernel', 1, 'missing from the floor plan of an engine room')
            for path in paths:
                inside = path[len(at) + 1:] if path.startswith(at + '/') else ''
                if inside and inside.split('/')[0] not in ('README.md', 'contract', 'kernel', 'service',
                                                           'operations.cpp'):
                    self.breach(path, 1, 'not part of the floor plan of an engine room')


def namespace_of(path):
    parts = path.split('/')
    if parts[0] == 'engines' and len(parts) > 2:
        return f'nautilus::{parts[1]}'
    if parts[0] == 'app' and len(parts) > 2:
        return f'nautilus::{parts[1]}'
    return 'nautilus::ui' if parts[0] == 'ui' else None


def declares_only(code, at):
    """A namespace block that holds forward declarations alone."""
    opening = code.find('{', at)
    body = code[opening + 1:source_text.matching_brace(code, opening)]
    return all(re.fullmatch(r'\s*(?:class|struct|enum class)\s+\w+(?:\s*:\s*[\w:]+)?\s*', part)
               for part in body.split(';') if part.strip())


def main(arguments):
    quiet = '--quiet' in arguments
    places = [a for a in arguments if not a.startswith('--')]
    root = places[0] if places else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    check = Check(os.path.abspath(root)).run()
    for line in check.breaches + ([] if quiet else check.warnings):
        print(line)
    print(f'{len(check.breaches)} breaches, {len(check.warnings)} warnings')
    return 1 if check.breaches else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
