#include "tests/ui/fake_link.h"
#include "tests/ui/suites.h"
#include "ui/charts/record_table.h"
#include "ui/dialogs/answer_view.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/schema_form.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/models/weights_model.h"
#include "ui/shell/main_window.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSpinBox>
#include <QTreeWidget>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

const QString kPort = QStringLiteral("port");

QJsonObject schemaOf(const char* properties) {
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), QJsonDocument::fromJson(properties).object()},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("a")}}};
}

LinkReply refusal(const char* field) {
    const QJsonObject error{{QStringLiteral("code"), QStringLiteral("invalid_argument")},
                            {QStringLiteral("message"), QStringLiteral("not like this")},
                            {QStringLiteral("field"), QLatin1String(field)}};
    return {400,
            QJsonObject{{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

struct Settings {
    FakeLink link;
    Theme theme;
    Preferences preferences{link, theme};
    SettingsDialog dialog{preferences, QStringLiteral("/d/token")};
    Settings() {
        dialog.show();
        QTRY_VERIFY(dialog.form()->fields().size() == 6);
    }
};

} // namespace

class FormsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSchemaBecomesFields() {
        const auto fields =
            readSchema(schemaOf(R"({"a":{"type":"integer","minimum":1,"maximum":9,"x-unit":"%",
              "description":"Takes effect at the next start"},"b":{"type":["string","null"],"format":"date"},
              "c":{"type":"string","enum":["x","y"]},"d":{"type":"array","items":{"type":"string"}},
              "e":{"type":"object"},"f":{"type":"boolean"}})"),
                       {QStringLiteral("f"), QStringLiteral("a")});
        QCOMPARE(fields.size(), 6);
        QCOMPARE(fields[0].name, QStringLiteral("f"));
        QCOMPARE(fields[1].kind, FormField::Kind::Integer);
        QVERIFY(fields[1].required && fields[1].next_start);
        QCOMPARE(fields[1].unit, QStringLiteral("%"));
        QCOMPARE(fields[2].kind, FormField::Kind::Date);
        QCOMPARE(fields[3].choices, (QStringList{QStringLiteral("x"), QStringLiteral("y")}));
        QCOMPARE(fields[4].kind, FormField::Kind::List);
        QCOMPARE(fields[5].kind, FormField::Kind::Json);
    }
    void fieldsReadWhatTheyAreGiven() {
        const FormField whole{QStringLiteral("n"), FormField::Kind::Integer, {}, 1, 9};
        QString problem;
        QCOMPARE(readFieldText(whole, QStringLiteral("7"), &problem), QJsonValue(7.0));
        QVERIFY(problem.isEmpty());
        for (const char* wrong : {"0", "10", "2.5", "x"}) {
            problem.clear();
            QVERIFY(readFieldText(whole, QLatin1String(wrong), &problem).isUndefined());
            QVERIFY2(!problem.isEmpty(), wrong);
        }
        const FormField json{QStringLiteral("j"), FormField::Kind::Json};
        QCOMPARE(readFieldText(json, QStringLiteral("{\"A\":0.5}"), &problem).toObject().size(), 1);
        QCOMPARE(readFieldText(json, QStringLiteral("SP500"), &problem), QJsonValue(QStringLiteral("SP500")));
        problem.clear();
        QVERIFY(readFieldText(json, QStringLiteral("{\"A\":"), &problem).isUndefined());
        QVERIFY(!problem.isEmpty());
        const FormField date{QStringLiteral("d"), FormField::Kind::Date};
        QVERIFY(readFieldText(date, QStringLiteral("2019-02-30"), &problem).isUndefined());
    }
    void editorsEndOnOneLineWithUnitsAndWithout() {
        SchemaForm form(SchemaForm::Filling::Whole);
        form.setFields({formField("rate", FormField::Kind::Number, QStringLiteral("bp"), {}),
                        formField("share", FormField::Kind::Number, QStringLiteral("%"), {}),
                        formField("owner", FormField::Kind::Text, {}, {})},
                       {});
        form.resize(480, 200);
        form.show();
        const auto right = [&](const char* name) {
            const QWidget* editor = form.editor(QLatin1String(name));
            return editor->mapTo(&form, editor->rect().topRight()).x();
        };
        QTRY_COMPARE(right("share"), right("rate"));
        QCOMPARE(right("owner"), right("rate"));
    }
    void settingsAreWrittenAtOnce() {
        Settings settings;
        auto* motion = qobject_cast<QCheckBox*>(settings.dialog.form()->editor(QStringLiteral("motion")));
        QVERIFY(motion && motion->isChecked());
        motion->click();
        QTRY_VERIFY(!settings.theme.preferences().motion); // told back by the server
        QVERIFY(!settings.link.settings()
                     .value(QStringLiteral("settings"))
                     .toObject()
                     .value(QStringLiteral("motion"))
                     .toBool(true));
        const QJsonObject sent = settings.link.lastParameters(QStringLiteral("app.settings_update"))
                                     .value(QStringLiteral("settings"))
                                     .toObject();
        QCOMPARE(sent.keys(), QStringList{QStringLiteral("motion")});
    }
    void whatTheServerRefusesStandsBesideItsField() {
        Settings settings;
        settings.link.stage(QStringLiteral("app.settings_update"), refusal("/settings/port"));
        auto* port = qobject_cast<QSpinBox*>(settings.dialog.form()->editor(kPort));
        QVERIFY(port);
        port->setValue(99);
        QTRY_COMPARE(settings.dialog.form()->errorOf(kPort), QStringLiteral("not like this"));
    }
    void settingsAreSearched() {
        Settings settings;
        settings.dialog.searchField()->setText(QStringLiteral("orange"));
        QCOMPARE(settings.dialog.form()->shownCount(), 1);
        settings.dialog.searchField()->setText(QStringLiteral("no such setting"));
        QCOMPARE(settings.dialog.form()->shownCount(), 0);
        settings.dialog.searchField()->clear();
        QCOMPARE(settings.dialog.form()->shownCount(), 6);
    }
    void theThemeIsASettingOfTheServer() {
        FakeLink link;
        link.setSetting(QStringLiteral("theme"), QStringLiteral("light"));
        Theme theme;
        Preferences preferences(link, theme);
        ThemePreferences early = theme.preferences();
        early.motion = false;
        theme.setPreferences(early); // before the server has spoken: nothing may be overwritten
        preferences.fetch();
        QTRY_VERIFY(!theme.preferences().dark);
        QVERIFY(!link.asked().contains(QStringLiteral("app.settings_update")));
        ThemePreferences wanted = theme.preferences();
        wanted.dark = true;
        theme.setPreferences(wanted);
        QTRY_COMPARE(link.settings()
                         .value(QStringLiteral("settings"))
                         .toObject()
                         .value(QStringLiteral("theme"))
                         .toString(),
                     QStringLiteral("dark"));
    }
    void anOperationRunsFromItsForm() {
        FakeLink link;
        MainWindow window(link, {});
        QTRY_VERIFY(window.desk().operations.find(QStringLiteral("marketdata.sql")));
        OperationInfo info = *window.desk().operations.find(QStringLiteral("marketdata.sql"));
        info.example = {{QStringLiteral("sql"), QStringLiteral("SELECT 1")}};
        auto* dialog = new OperationDialog(window.desk(), info);
        dialog->show();
        QCOMPARE(dialog->form()->values().value(QStringLiteral("sql")).toString(),
                 QStringLiteral("SELECT 1"));
        QVERIFY(!dialog->form()->values().contains(QStringLiteral("limit"))); // left empty: not sent
        dialog->run();
        QTRY_VERIFY(dialog->answer()->isTable() && dialog->answer()->table()->model()->rowCount() == 2);
        QVERIFY(dialog->curl().contains(QStringLiteral("SELECT 1")));
        QVERIFY(dialog->python().contains(QStringLiteral("urllib.request")));
        link.stage(info.id, refusal("/sql"));
        dialog->run();
        QTRY_COMPARE(dialog->form()->errorOf(QStringLiteral("sql")), QStringLiteral("not like this"));
        QVERIFY(!dialog->answer()->isTable());
        dialog->close();
    }
    void answersAreTablesOrTrees() {
        QVERIFY(
            !tableOf(QJsonDocument::fromJson(R"({"jobs":[{"id":"a","n":1},{"id":"b"}]})").object()).empty());
        QVERIFY(tableOf(QJsonDocument::fromJson(R"({"a":1,"b":{"c":2}})").object()).columns.isEmpty());
        Theme theme;
        AnswerView view(theme);
        view.showData(QJsonDocument::fromJson(R"({"a":1,"b":{"c":2}})").object());
        QVERIFY(!view.isTable());
        QCOMPARE(view.tree()->topLevelItemCount(), 2);
    }
    void weightsAreReadAsPeopleWriteThem() {
        QStringList refused;
        const Weights percent = parseWeights(QStringLiteral("aapl\t12.5\nMSFT, 7.5 %\nnonsense\n"), &refused);
        QCOMPARE(percent.size(), 2);
        QCOMPARE(percent[0].first, QStringLiteral("AAPL"));
        QCOMPARE(percent[0].second, 0.125);
        QCOMPARE(percent[1].second, 0.075);
        QCOMPARE(refused, QStringList{QStringLiteral("nonsense")});
        const Weights fractions = parseWeights(QStringLiteral("A 0.6\nB\t-0.2"), &refused);
        QCOMPARE(fractions[0].second, 0.6);
        QCOMPARE(fractions[1].second, -0.2);
    }
    void weightsAreEditedAndTakenBack() {
        QUndoStack undo;
        WeightsModel model(&undo);
        model.setWeights({{QStringLiteral("A"), 0.5}});
        QCOMPARE(undo.count(), 0); // restoring is no edit
        QVERIFY(model.setData(model.index(1, 0), QStringLiteral("b"), Qt::EditRole));
        QVERIFY(model.setData(model.index(1, 1), QStringLiteral("25"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(1, 1), QStringLiteral("much"), Qt::EditRole));
        QCOMPARE(model.weights()[1], (QPair<QString, double>{QStringLiteral("B"), 0.25}));
        QCOMPARE(model.total(), 0.75);
        undo.undo();
        QCOMPARE(model.weights()[1].second, 0.0);
        undo.undo();
        QCOMPARE(model.weights().size(), 1);
        undo.redo();
        QCOMPARE(model.weights().size(), 2);
    }
};

static const Register<FormsTest> kRegistered;

} // namespace nautilus::ui::testing

#include "forms_test.moc"
