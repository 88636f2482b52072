"""Who may include whom, and which libraries belong where."""
import re

ROOM_RANK = {'marketdata': 0, 'features': 1, 'factor': 2, 'portfolio': 3, 'ml': 3, 'risk': 4, 'analytics': 4,
             'strategy': 5, 'websocket': None}
NOT_ROOMS = {'kit', 'domain', 'numerics'}

# Folder of app -> folders that it may include besides itself.
APP = {
    'app/platform': ['engines/kit', 'engines/domain'],
    'app/security': ['app/platform', 'engines/kit', 'engines/domain'],
    'app/ledger': ['app/platform', 'engines/kit', 'engines/domain'],
    'app/catalog': ['app/platform', 'app/security', 'engines/kit', 'engines/domain'],
    'app/runtime': ['app/platform', 'engines/kit', 'engines/domain'],
    'app/plugin_host': ['app/platform', 'app/security', 'app/api/json', 'plugins/sdk', 'engines/kit',
                        'engines/domain'],
    'app/api/json': ['engines/kit', 'engines/domain'],
    'app/api/gate': ['app/security', 'engines/kit', 'engines/domain'],
    'app/api/streaming': ['engines/kit', 'engines/domain'],
    'app/api/binding': ['app/api/gate', 'app/api/json', 'app/security', 'app/runtime', 'engines/kit',
                        'engines/domain'],
    'app/api/server': ['app/api/gate', 'app/api/json', 'app/api/binding', 'app/api/streaming', 'app/security',
                       'app/runtime', 'app/platform', 'engines/kit', 'engines/domain'],
    'app/alerts': ['app/platform', 'app/security', 'engines/kit', 'engines/domain',
                   'engines/risk/contract'],
    'app/statement': ['app/platform', 'app/api/json', 'engines/kit', 'engines/domain',
                      'engines/portfolio/contract'],
    'app/report': ['engines/kit', 'engines/domain'],
    'app/cli': ['app/', 'engines/kit', 'engines/domain'],
    'app/composition': ['app/', 'engines/', 'ui/', 'plugins/sdk/'],
}

# Folder of plugins -> what it may include besides itself. Nobody includes plugins/sources from outside.
PLUGINS = {
    'plugins/sdk': ['engines/kit', 'engines/domain'],
    'plugins/http': ['plugins/sdk', 'engines/kit', 'engines/domain'],
    'plugins/sources': ['plugins/sdk', 'plugins/http', 'engines/kit', 'engines/domain', 'engines/numerics'],
    'plugins/panels': ['plugins/sdk', 'engines/kit', 'engines/domain', 'ui'],
}

STANDARD = re.compile(r'[a-z_]+\Z')
QT = re.compile(r'Q[A-Z]\w*|Qt\w+(?:/.*)?|qcustomplot\.h|QtCore/.*')
WIDGET_WORDS = """
    Application Widget MainWindow Dialog DockWidget Label Menu MenuBar ToolBar ToolButton ToolTip
    PushButton RadioButton CheckBox ButtonGroup AbstractButton LineEdit TextEdit PlainTextEdit
    TextBrowser ComboBox SpinBox DoubleSpinBox Slider ProgressBar ProgressDialog StatusBar TabBar
    TabWidget StackedWidget Splitter SplashScreen ScrollArea ScrollBar Frame GroupBox FormLayout
    BoxLayout VBoxLayout HBoxLayout GridLayout Layout HeaderView TableView TreeView ListView
    AbstractItemView TableWidget TreeWidget ListWidget StyledItemDelegate ItemDelegate Completer
    Style StyleFactory ProxyStyle FileDialog MessageBox InputDialog ColorDialog DateEdit TimeEdit
    CalendarWidget GraphicsView GraphicsScene GraphicsOpacityEffect Chart ChartView SystemTrayIcon
    RubberBand WidgetAction"""
WIDGETS = re.compile(r'QtWidgets(?:/.*)?|QtCharts(?:/.*)?|qcustomplot\.h|Q(?:' +
                     '|'.join(WIDGET_WORDS.split()) + r')\Z')
OPERATING_SYSTEM = re.compile(r'(?:sys|netinet|arpa|linux|net)/.*|(?:unistd|fcntl|pthread|signal|poll|dlfcn'
                              r'|sched|windows|termios|netdb|spawn)\.h|csignal')
SERVER_ONLY = re.compile(r'Q(?:\w*HttpServer\w*|WebSocket\w*|TcpServer|TcpSocket|SslServer|SslSocket)\Z'
                         r'|QtHttpServer.*|QtWebSockets.*')
# Libraries that have one home.
HOMES = [
    (re.compile(r'duckdb\.h'), ['app/catalog/']),
    (re.compile(r'sqlite3\.h'), ['app/ledger/']),
    (re.compile(r'xlsxwriter\.h|expat\.h'), ['app/catalog/']),
    (re.compile(r'zip\.h'), ['app/catalog/', 'plugins/http/']),
    (re.compile(r'curl/.*'), ['app/alerts/', 'plugins/http/']),
    (re.compile(r'libofx/.*'), ['app/statement/']),
    (re.compile(r'simdjson\.h'), ['app/api/json/', 'app/catalog/']),
    (re.compile(r'openssl/.*'), ['app/security/']),
    (re.compile(r'toml\+\+/.*'), ['app/runtime/', 'app/plugin_host/']),
    (re.compile(r'prometheus/.*'), ['app/runtime/']),
    (re.compile(r'CLI/.*'), ['app/cli/']),
    (re.compile(r'Eigen/.*'), ['engines/numerics/', 'engines/*/kernel/']),
    (re.compile(r'nlopt\..*'), ['engines/numerics/']),
    (re.compile(r'date/.*'), ['engines/domain/calendar.']),
    (SERVER_ONLY, ['app/api/server/']),
    (OPERATING_SYSTEM, ['app/platform/']),
]
KERNEL_REFUSES = re.compile(r'(?:iostream|fstream|sstream|cstdio|filesystem|mutex|shared_mutex|thread|future'
                            r'|atomic|condition_variable|semaphore|latch|barrier|chrono|ctime|random)\Z')
QT_FREE = ('engines/', 'app/alerts/', 'app/api/gate/', 'app/api/json/', 'app/catalog/', 'app/ledger/',
           'app/plugin_host/', 'app/statement/',
           'app/report/files/', 'plugins/sdk/', 'plugins/http/', 'plugins/sources/')
WIDGET_HOMES = ('ui/', 'plugins/panels/', 'app/desktop_main.cpp')


def under(path, places):
    for place in places:
        if '*' in place:
            if re.match(place.replace('*', '[^/]+'), path):
                return True
        elif path.startswith(place):
            return True
    return False


def engine_allows(path, target):
    """May the file of engines/ include `target`?"""
    parts = path.split('/')
    room, part = parts[1], parts[2]
    if room == 'domain':
        return target.startswith('engines/domain/')
    if room == 'kit':
        return under(target, ['engines/kit/', 'engines/domain/'])
    if room == 'numerics':
        return under(target, ['engines/numerics/', 'engines/domain/'])
    if part == 'kernel':
        return under(target, [f'engines/{room}/kernel/', 'engines/domain/', 'engines/numerics/'])
    if under(target, ['engines/kit/', 'engines/domain/']):
        return True
    other = re.match(r'engines/(\w+)/contract/', target)
    if part == 'contract':
        return bool(other) and (other.group(1) == room or to_the_left(room, other.group(1)))
    if under(target, [f'engines/{room}/', 'engines/numerics/']):
        return True
    return bool(other) and to_the_left(room, other.group(1))


def to_the_left(room, other):
    mine, theirs = ROOM_RANK.get(room), ROOM_RANK.get(other)
    return mine is not None and theirs is not None and theirs < mine


def app_allows(path, target):
    if path.count('/') == 1:  # the mains
        return under(target, ['app/composition/', 'app/cli/', 'app/platform/', 'app/statement/ofx_program.h'])
    for folder, others in APP.items():
        if path.startswith(folder + '/'):
            return under(target, [folder + '/'] + [o if o.endswith('/') else o + '/' for o in others])
    return False


def plugin_allows(path, target):
    """A source sees itself, the sdk and the plain parts of engines; never another source."""
    for folder, others in PLUGINS.items():
        if not path.startswith(folder + '/'):
            continue
        own = folder + '/'
        if folder == 'plugins/sources' and path.count('/') > 2:
            own += path.split('/')[2] + '/'
        return under(target, [own] + [o + '/' for o in others])
    return False


def own_include_breach(path, target):
    """Sentence, or None when the include is allowed."""
    top = path.split('/')[0]
    if not under(target, ['app/', 'engines/', 'ui/', 'plugins/', 'tests/']):
        return 'includes are written from the top of the tree'
    if top == 'tests':
        return None
    if target.startswith('tests/'):
        return 'the product may not include tests'
    if top == 'engines' and not engine_allows(path, target):
        return f'this part of engines may not include {target}'
    if top == 'app' and not app_allows(path, target):
        return f'this part of app may not include {target}'
    if top == 'ui' and not target.startswith('ui/'):
        return f'ui may include ui alone, not {target}'
    if top == 'plugins' and not plugin_allows(path, target):
        return f'this part of plugins may not include {target}'
    if target.startswith('plugins/sources/') and top != 'plugins':
        return 'sources are loaded, never included'
    return None


def engine_system_breach(path, name):
    room, part = path.split('/')[1:3]
    if STANDARD.match(name):
        if part == 'kernel' and KERNEL_REFUSES.match(name):
            return f'a kernel has no input, output, clock, lock or global state, so no <{name}>'
        return None
    allowed = {'domain': [], 'kit': ['tl/', 'fmt/'], 'numerics': ['Eigen/', 'nlopt']}.get(room)
    if room == 'domain' and path.startswith('engines/domain/calendar.'):
        allowed = ['date/']
    if allowed is None:
        allowed = ['Eigen/'] if part == 'kernel' else ['tl/', 'fmt/']
    return None if under(name, allowed) else f'<{name}> does not belong in this part of engines'


def system_include_breach(path, name):
    if path.startswith('tests/'):
        return None
    if under(path, QT_FREE) and QT.match(name):
        return f'no Qt here: <{name}>'
    if WIDGETS.match(name) and not under(path, WIDGET_HOMES):
        return f'widgets belong in ui, plugins/panels and app/desktop_main.cpp: <{name}>'
    for pattern, homes in HOMES:
        if pattern.fullmatch(name) and not under(path, homes):
            return f'<{name}> belongs in {", ".join(homes)}'
    return engine_system_breach(path, name) if path.startswith('engines/') else None
