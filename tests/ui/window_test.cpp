#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/plot.h"
#include "ui/dialogs/import_wizard.h"
#include "ui/dialogs/keyboard_dialog.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/shell/context_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_registry.h"
#include "ui/shell/preferences.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

struct Desktop {
    std::shared_ptr<FakeLink> shared = std::make_shared<FakeLink>();
    FakeLink& link = *shared;
    MainWindow window;
    explicit Desktop(const QString& folder = {}, std::shared_ptr<FakeLink> server = nullptr)
        : shared(server ? server : std::make_shared<FakeLink>()), window(link, folder) {
        window.resize(1280, 800);
        window.show();
        window.desk().context.setSymbol(0, QStringLiteral("AAPL"));
        settle();
    }
    void settle() {
        auto busy = [this] {
            for (const Workspace* workspace : window.workspaces())
                for (const Panel* panel : workspace->panels())
                    if (panel->isVisible() && panel->loading()) return true;
            return false;
        };
        QTest::qWait(20);
        QTRY_VERIFY(!busy());
        QTest::qWait(20);
    }
};

/// Widgets that show a fixed text and therefore must have room for it.
bool clipped(const QWidget& widget) {
    if (widget.property("elides").toBool()) return false;
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        return !label->text().isEmpty() && !label->wordWrap() &&
               (label->width() < label->sizeHint().width() ||
                label->height() < label->minimumSizeHint().height());
    if (const auto* button = qobject_cast<const QPushButton*>(&widget))
        return button->width() < button->sizeHint().width() || button->height() < button->sizeHint().height();
    if (const auto* tool = qobject_cast<const QToolButton*>(&widget))
        return !tool->text().isEmpty() && tool->toolButtonStyle() == Qt::ToolButtonIconOnly &&
               tool->icon().isNull() && tool->width() < tool->sizeHint().width();
    return false;
}

QString describe(const QWidget& widget) {
    QString path;
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        path = QStringLiteral("\"%1\" %2x%3: ").arg(label->text()).arg(label->width()).arg(label->height());
    for (const QWidget* each = &widget; each; each = each->parentWidget())
        path += QLatin1String(each->metaObject()->className()) + QLatin1Char('(') + each->accessibleName() +
                QStringLiteral(") ");
    return path;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFocusableWidgetIsNamed() {
        Desktop desktop;
        for (const WorkspaceEntry& entry : workspaceEntries()) {
            desktop.window.showWorkspace(entry.id);
            desktop.settle();
            for (const QWidget* widget : desktop.window.findChildren<QWidget*>()) {
                const bool reachable = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) &&
                                       widget->objectName() != QLatin1String("qt_scrollarea_viewport");
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool named =
                    !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
                QVERIFY2(!reachable || named, qPrintable(describe(*widget)));
            }
        }
    }
    void noTextIsClippedAt1280x800() {
        Desktop desktop;
        for (const bool dark : {true, false}) {
            desktop.window.setDark(dark);
            for (const WorkspaceEntry& entry : workspaceEntries()) {
                desktop.window.showWorkspace(entry.id);
                desktop.settle();
                QCOMPARE(desktop.window.size(), QSize(1280, 800));
                for (const QWidget* widget : desktop.window.findChildren<QWidget*>())
                    QVERIFY2(!widget->isVisible() || !clipped(*widget), qPrintable(describe(*widget)));
            }
        }
    }
    void dialogsAreNamedAndNotClipped() {
        Desktop desktop;
        Desk& desk = desktop.window.desk();
        std::vector<std::unique_ptr<QWidget>> dialogs;
        dialogs.push_back(std::make_unique<SettingsDialog>(*desktop.window.preferences(), QString()));
        dialogs.push_back(std::make_unique<KeyboardDialog>(desktop.window.shortcuts()));
        dialogs.push_back(std::make_unique<OperationDialog>(
            desk, *desk.operations.find(QStringLiteral("factor.exposures"))));
        dialogs.push_back(std::make_unique<ImportWizard>(desk));
        auto wizard = std::make_unique<ImportWizard>(desk);
        wizard->setFiles({QStringLiteral("/data/prices.csv")});
        dialogs.push_back(std::move(wizard));
        for (const auto& dialog : dialogs) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
        }
        desktop.settle();
        desktop.window.welcome()->open();
        QTest::qWait(20);
        QWidgetList all = desktop.window.welcome()->findChildren<QWidget*>();
        for (const auto& dialog : dialogs)
            all += dialog->findChildren<QWidget*>();
        QVERIFY(all.size() > 100);
        for (const QWidget* widget : std::as_const(all)) {
            const bool reachable = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) &&
                                   widget->objectName() != QLatin1String("qt_scrollarea_viewport") &&
                                   widget->objectName() != QLatin1String("qt_spinbox_lineedit");
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(!reachable || named, qPrintable(describe(*widget)));
            QVERIFY2(!widget->isVisible() || !clipped(*widget), qPrintable(describe(*widget)));
        }
    }
    void thePaletteFindsEverything() {
        Desktop desktop;
        CommandPalette* palette = desktop.window.commandPalette();
        palette->open(QStringLiteral("factor stat"));
        QCOMPARE(palette->shownTitles().value(0), QStringLiteral("Factor statistics"));
        palette->field()->setText(QStringLiteral("aapl"));
        QCOMPARE(palette->shownTitles().value(0), QStringLiteral("AAPL"));
        palette->field()->setText(QStringLiteral("apple inc"));
        QCOMPARE(palette->shownTitles().value(0), QStringLiteral("AAPL"));
        palette->field()->setText(QStringLiteral("factor.risk"));
        QCOMPARE(palette->shownTitles().value(0), QStringLiteral("factor.risk"));
        palette->field()->setText(QStringLiteral("msft"));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(desktop.window.desk().context.at(0).symbol, QStringLiteral("MSFT"));
        palette->open();
        QTest::keyClick(palette->field(), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }
    void commandsShowTheirShortcuts() {
        Desktop desktop;
        int with_shortcut = 0;
        for (const Command& command : desktop.window.commands())
            with_shortcut += command.shortcut.isEmpty() ? 0 : 1;
        QVERIFY(with_shortcut >= 7);
    }
    void theContextBarDrivesItsGroup() {
        Desktop desktop;
        ContextBar* bar = desktop.window.contextBar();
        QCOMPARE(bar->symbolField()->text(), QStringLiteral("AAPL"));
        bar->setGroup(2);
        QVERIFY(bar->symbolField()->text().isEmpty());
        bar->symbolField()->setText(QStringLiteral("xom"));
        Q_EMIT bar->symbolField()->editingFinished();
        QCOMPARE(desktop.window.desk().context.at(2).symbol, QStringLiteral("XOM"));
        QCOMPARE(desktop.window.desk().context.at(0).symbol, QStringLiteral("AAPL"));
        bar->dateField()->setText(QStringLiteral("2019-13-01"));
        Q_EMIT bar->dateField()->editingFinished();
        QVERIFY(bar->dateField()->property("invalid").toBool());
        QVERIFY(!desktop.window.desk().context.at(2).date.isValid());
    }
    void themesSwitchLive() {
        Desktop desktop;
        desktop.window.setDark(true);
        const QColor dark = desktop.window.grab().toImage().pixelColor(300, 20);
        desktop.window.setDark(false);
        const QColor light = desktop.window.grab().toImage().pixelColor(300, 20);
        QVERIFY(light.lightness() > dark.lightness() + 100);
    }
    void layoutAndSettingsComeBack() {
        QTemporaryDir home;
        const auto server = std::make_shared<FakeLink>(); // the theme is a setting of the server
        {
            Desktop desktop(home.path(), server);
            desktop.window.setDark(false);
            desktop.window.setInspectorVisible(true);
            desktop.window.showWorkspace(QStringLiteral("data"));
            desktop.window.panel(QStringLiteral("returns"))->setGroup(3);
            desktop.window.panel(QStringLiteral("correlation"))->titleLine()->parentWidget()->close();
            desktop.window.close();
        }
        QCOMPARE(QDir(home.path()).entryList(QDir::Files), QStringList{QStringLiteral("desktop.json")});
        MainWindow window(*server, home.path());
        window.show();
        QTest::qWait(30);
        QVERIFY(!window.desk().theme.preferences().dark);
        QVERIFY(window.inspector()->isVisible());
        QVERIFY(window.panel(QStringLiteral("coverage"))->isVisible());
        QCOMPARE(window.panel(QStringLiteral("returns"))->group(), 3);
        window.showWorkspace(QStringLiteral("research"));
        QTest::qWait(30);
        QVERIFY(window.panel(QStringLiteral("correlation"))->titleLine()->parentWidget()->isHidden());
        window.showPanel(QStringLiteral("correlation"));
        QVERIFY(!window.panel(QStringLiteral("correlation"))->titleLine()->parentWidget()->isHidden());
        QCOMPARE(window.desk().context.at(0).symbol, QStringLiteral("AAPL"));
    }
    void eventsReachTheStatusLine() {
        Desktop desktop;
        Q_EMIT desktop.link.event(QStringLiteral("jobs"),
                                  {{QStringLiteral("job_id"), QStringLiteral("new")},
                                   {QStringLiteral("kind"), QStringLiteral("import")},
                                   {QStringLiteral("state"), QStringLiteral("running")}});
        QCOMPARE(desktop.window.desk().jobs.active().size(), 2);
        QCOMPARE(desktop.window.statusLine()->engineSummary(), QStringLiteral("2 of 2 engines"));
        const auto before = desktop.link.asked().count(QStringLiteral("factor.exposures"));
        Q_EMIT desktop.link.event(QStringLiteral("catalog.epoch"), {{QStringLiteral("epoch"), 2}});
        desktop.settle();
        QVERIFY(desktop.link.asked().count(QStringLiteral("factor.exposures")) > before);
    }
    void firstPictureComesSoon() {
        QElapsedTimer timer;
        timer.start();
        Desktop desktop;
        desktop.window.grab();
        const qint64 start = timer.restart();
        auto* exposures = desktop.window.panel(QStringLiteral("exposures"));
        for (int i = 0; i < 20; ++i)
            exposures->grab();
        const double paint = static_cast<double>(timer.nsecsElapsed()) / 20e6;
        timer.restart();
        desktop.window.setDark(!desktop.window.desk().theme.preferences().dark);
        const qint64 theme = timer.elapsed();
        qInfo("first full picture %lld ms, heat map %.1f ms per frame, theme switch %lld ms",
              static_cast<long long>(start), paint, static_cast<long long>(theme));
        QVERIFY(start < 4000); // generous: sanitizers and busy machines run it too
        QVERIFY(paint < 250.0);
    }
    void chartsAreExported() {
        Desktop desktop;
        QTemporaryDir folder;
        QWidget* chart = desktop.window.panel(QStringLiteral("returns"))->chart();
        const QString svg = folder.filePath(QStringLiteral("a.svg"));
        QVERIFY(exportPicture(*chart, folder.filePath(QStringLiteral("a.png"))));
        QVERIFY(exportPicture(*chart, svg));
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("<svg") && text.contains("polyline") && !text.contains("<image"));
        QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).width(), chart->width() * 2);
    }
};

static const Register<WindowTest> kRegistered;

} // namespace nautilus::ui::testing

#include "window_test.moc"
