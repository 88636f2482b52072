#!/usr/bin/env python3
"""Every rule of check_architecture.py fires on a small tree that breaks it, and on nothing else."""
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check_architecture  # noqa: E402
import source_text  # noqa: E402

HEADER = '#pragma once\n// What it is for.\n'
ROOM = {
    'engines/factor/README.md': 'Factors.\n',
    'engines/factor/contract/factor_engine.h': HEADER + '#include "engines/kit/engine.h"\n',
    'engines/factor/kernel/one.h': HEADER + '#include <span>\n#include <Eigen/Core>\n',
    'engines/factor/service/factor_service.h': HEADER + '#include "engines/factor/kernel/one.h"\n',
    'engines/factor/operations.cpp': '#include "engines/marketdata/contract/marketdata_engine.h"\n',
}
LONG_BODY = 'int f() {\n' + '    call();\n' * 70 + '}\n'

# path, text, part of the sentence that must be printed
BREACHES = [
    ('engines/domain/price.h', HEADER + '#include "engines/kit/error.h"\n', 'may not include'),
    ('engines/domain/price.h', HEADER + '#include <fmt/format.h>\n', 'does not belong'),
    ('engines/domain/price.h', HEADER + '#include <date/tz.h>\n', 'belongs in engines/domain/calendar'),
    ('engines/kit/port.h', HEADER + '#include "engines/numerics/moments.h"\n', 'may not include'),
    ('engines/numerics/a.h', HEADER + '#include "engines/kit/error.h"\n', 'may not include'),
    ('engines/factor/kernel/a.cpp', '#include "engines/kit/error.h"\n', 'may not include'),
    ('engines/factor/kernel/a.cpp', '#include "engines/risk/kernel/b.h"\n', 'may not include'),
    ('engines/factor/kernel/a.cpp', '#include <mutex>\n', 'no input, output, clock'),
    ('engines/factor/kernel/a.cpp', 'void f() { throw 1; }\n', 'no exceptions'),
    ('engines/factor/kernel/a.cpp', 'static int calls = 0;\n', 'no global state'),
    ('engines/factor/service/a.cpp', '#include "engines/risk/contract/risk_engine.h"\n', 'may not include'),
    ('engines/factor/service/a.cpp', '#include "engines/marketdata/service/x.h"\n', 'may not include'),
    ('engines/factor/service/a.cpp', '#include <Eigen/Core>\n', 'belongs in'),
    ('engines/factor/service/a.cpp', '#include <QString>\n', 'no Qt here'),
    ('engines/factor/stray.cpp', '\n', 'not part of the floor plan'),
    ('app/catalog/a.cpp', '#include <QString>\n', 'no Qt here'),
    ('app/api/gate/a.cpp', '#include <QByteArray>\n', 'no Qt here'),
    ('app/api/server/a.cpp', '#include "ui/link/link.h"\n', 'may not include'),
    ('app/api/binding/a.cpp', '#include <QWidget>\n', 'widgets belong'),
    ('app/runtime/a.cpp', '#include "app/composition/workstation.h"\n', 'may not include'),
    ('app/runtime/a.cpp', '#include <sqlite3.h>\n', 'belongs in app/ledger'),
    ('app/runtime/a.cpp', '#include <unistd.h>\n', 'belongs in app/platform'),
    ('app/composition/a.cpp', '#include <QTcpServer>\n', 'belongs in app/api/server'),
    ('app/runtime/a.cpp', '#include "tests/app/x.h"\n', 'may not include tests'),
    ('app/runtime/a.cpp', '#include "metrics.h"\n', 'from the top of the tree'),
    ('ui/shell/a.cpp', '#include "app/api/binding/router.h"\n', 'ui may include ui alone'),
    ('app/runtime/string_utils.cpp', '\n', 'no file or folder is called'),
    ('ui/helpers/a.cpp', '\n', 'no file or folder is called'),
    ('ui/shell/BigWindow.cpp', '\n', 'snake_case'),
    ('ui/a/b/c/d/e.cpp', '\n', 'folder levels'),
    ('extra/file.txt', '\n', 'top level'),
    ('ui/shell/a.cpp', '// ' + 'TO' + 'DO later\n', 'left-over marker'),
    ('ui/shell/a.cpp', '// see /wo' + 'rk/x\n', 'speaks of itself alone'),
    ('ui/shell/a.cpp', '// ' + 'x' * 120 + '\n', 'columns'),
    ('ui/shell/a.cpp', '\n' * 601, '601 lines, limit 600'),
    ('engines/kit/wide.h', HEADER + '\n' * 199, 'kit header'),
    ('app/server_main.cpp', '\n' * 100, 'a main of'),
    ('ui/shell/a.cpp', LONG_BODY, 'function f has 72 lines'),
    ('tests/long.py', 'def f():\n' + '    g()\n' * 70, 'function f has 71 lines'),
    ('ui/shell/a.h', HEADER + 'struct wrong_name {\n};\n', 'PascalCase'),
    ('ui/shell/a.cpp', 'constexpr int limit = 3;\n', 'constants are kName'),
    ('ui/shell/a.cpp', 'int Do_it(int a) {\n    return a;\n}\n', 'camelCase'),
    ('ui/shell/a.h', HEADER + 'class Some {\nprivate:\n    int count = 0;\n};\n', 'private members'),
    ('ui/shell/a.h', HEADER + 'using namespace std;\n', 'using-directive'),
    ('ui/shell/a.h', '// no guard\n', '#pragma once'),
    ('ui/shell/a.h', '#pragma once\nint f();\n', 'says what it is for'),
    ('app/catalog/a.cpp', 'namespace nautilus::ledger {\nint f();\n}\n', 'namespace is nautilus::catalog'),
]
MUST_PASS = [
    ('engines/domain/calendar.cpp', '#include <date/tz.h>\nnamespace ch = std::chrono;\n'),
    ('app/catalog/a.cpp', '#include <duckdb.h>\n#include "app/platform/platform.h"\n'),
    ('app/composition/a.h', HEADER + 'namespace nautilus::marketdata {\nclass Service;\n}\n'),
    ('ui/shell/a.cpp', 'A::A(int n) : a_{n}, b_(f({1, {2}})), c_{} {\n' + '    g();\n' * 20 + '}\n'),
    ('ui/shell/a.cpp', 'const char* kText = R"x(' + 'TO_DO { {' + ')x";\nint f() {\n    return 1;\n}\n'),
]


def printed(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(text)
        return check_architecture.Check(root).run().breaches


class Rules(unittest.TestCase):
    def test_a_proper_room_passes(self):
        self.assertEqual(printed(ROOM), [])

    def test_each_breach_is_found(self):
        for path, text, wanted in BREACHES:
            with self.subTest(path=path, wanted=wanted):
                found = [line for line in printed({path: text}) if wanted in line]
                self.assertTrue(found, f'{wanted!r} was not printed')
                self.assertTrue(found[0].startswith(path.split('/')[0]))

    def test_what_is_allowed_passes(self):
        for path, text in MUST_PASS:
            with self.subTest(path=path):
                self.assertEqual([b for b in printed({path: text}) if 'README' not in b], [])

    def test_every_missing_part_of_a_room_is_named(self):
        for part in ROOM:
            rest = {path: text for path, text in ROOM.items() if path != part}
            with self.subTest(part=part):
                self.assertTrue(any(os.path.dirname(part) in line for line in printed(rest)))

    def test_functions_are_measured_with_initialisers_and_templates(self):
        code = source_text.blank('template <class T, class U>\nvoid f(T t) {\n  auto g = [] { };\n}\n'
                                 'A::A() : x_{1} {\n}\n')
        self.assertEqual([(f.name, f.length) for f in source_text.functions(code)], [('f', 3), ('A', 2)])


if __name__ == '__main__':
    unittest.main()
