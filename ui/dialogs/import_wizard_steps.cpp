// The import wizard's way: files, preview, corrections, job, result.

#include "ui/dialogs/answer_view.h"
#include "ui/dialogs/import_wizard.h"

#include "ui/charts/record_table.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTableWidget>
#include <QUrl>

namespace nautilus::ui {
namespace {

/// Guesses are not known to the hundredth of a percent.
QString certainty(double confidence) {
    return formatNumber(confidence * 100.0, 0) + QStringLiteral(" %");
}

QString chosenOf(const QComboBox& box) {
    return box.currentIndex() <= 0 ? QString() : box.currentData().toString();
}

QString integer(const QJsonObject& object, const char* name) {
    return formatCell(NumberKind::Integer, object.value(QLatin1String(name)));
}

/// The operation that keeps a profile; empty while the server offers none.
QString profileOperation(const OperationList& operations) {
    for (const OperationInfo& each : operations.all())
        if (each.id.startsWith(QLatin1String("marketdata.import_profile")) &&
            (each.verb == QLatin1String("PUT") || each.verb == QLatin1String("POST")))
            return each.id;
    return {};
}

QStringList filesOf(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) files.append(url.toLocalFile());
    return files;
}

} // namespace

void ImportWizard::setFiles(const QStringList& files) {
    if (files.isEmpty()) return;
    plan_ = {};
    if (files.size() == 1 && QFileInfo(files.first()).isDir()) return showFolder(files.first());
    plan_.files = files;
    preview();
}

void ImportWizard::showFolder(const QString& folder) {
    plan_.folder = folder;
    plan_.dataset = dataset_->text().trimmed();
    error_->hide();
    problems_->hide();
    understood_->setText(
        tr("The folder %1 has no preview: it is taken in whole or not at all.").arg(QDir(folder).dirName()));
    mapping_->setRowCount(0);
    sample_model_.setTable({});
    would_->clear();
    steps_->setCurrentIndex(kPreview);
    import_->setEnabled(true);
    save_profile_->hide();
}

void ImportWizard::chooseFiles() {
    setFiles(QFileDialog::getOpenFileNames(
        this, tr("Choose files"), {},
        tr("Data (*.csv *.tsv *.txt *.csv.gz *.parquet *.xlsx);;All files (*)")));
}

void ImportWizard::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesOf(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ImportWizard::dropEvent(QDropEvent* event) {
    setFiles(filesOf(*event->mimeData()));
}

void ImportWizard::fetchProfiles() {
    if (!desk_.operations.find(QStringLiteral("marketdata.import_profiles"))) return;
    desk_.link.call(QStringLiteral("marketdata.import_profiles"), {}, this, [this](const LinkReply& reply) {
        const TableData table = tableOf(reply.envelope.value(QStringLiteral("data")).toObject());
        const int name = std::max(0, table.column(QStringLiteral("name")));
        for (int row = 0; row < table.rows.size(); ++row)
            profile_->addItem(table.text(row, name), table.text(row, name));
    });
}

void ImportWizard::preview() {
    if (plan_.files.isEmpty()) return;
    plan_.kind = chosenOf(*kind_);
    plan_.dataset = dataset_->text().trimmed();
    plan_.profile = chosenOf(*profile_);
    plan_.options = {};
    const QPair<const char*, QComboBox*> options[] = {
        {"delimiter", delimiter_}, {"date_format", date_format_}, {"decimal", decimal_}};
    for (const auto& [name, box] : options)
        if (!chosenOf(*box).isEmpty()) plan_.options.insert(QLatin1String(name), chosenOf(*box));
    error_->hide();
    understood_->setText(tr("Reading %1…").arg(plan_.files.first().section(QLatin1Char('/'), -1)));
    import_->setEnabled(false);
    steps_->setCurrentIndex(kPreview);
    if (!desk_.operations.find(QStringLiteral("marketdata.import_preview"))) {
        steps_->setCurrentIndex(kFiles);
        error_->setText(tr("This server cannot read single files yet."));
        return error_->show();
    }
    call_ = desk_.link.call(QStringLiteral("marketdata.import_preview"), plan_.request(), this,
                            [this](const LinkReply& reply) {
                                if (!reply.ok()) return fail(reply);
                                showPreview(reply.envelope.value(QStringLiteral("data")).toObject());
                            });
}

void ImportWizard::fail(const LinkReply& reply) {
    QStringList lines;
    for (const QJsonValue& each : reply.envelope.value(QStringLiteral("errors")).toArray())
        lines.append(each.toObject().value(QStringLiteral("message")).toString());
    error_->setText(lines.isEmpty() ? tr("The server did not take it.") : lines.join(QLatin1Char('\n')));
    error_->show();
    understood_->setText(tr("Not understood yet"));
    if (steps_->currentIndex() == kRunning) steps_->setCurrentIndex(kPreview);
    enableImport();
}

void ImportWizard::showPreview(const QJsonObject& answer) {
    plan_.read(answer);
    const QString kind = answer.value(QStringLiteral("kind")).toString();
    const int at = kind_->findData(kind);
    const double confidence = answer.value(QStringLiteral("confidence")).toDouble();
    understood_->setText(tr("%1: %2, understood with %3 certainty")
                             .arg(plan_.files.first().section(QLatin1Char('/'), -1),
                                  at > 0 ? kind_->itemText(at) : kind, certainty(confidence)));
    const QPair<QComboBox*, const char*> told[] = {
        {kind_, "kind"}, {delimiter_, "delimiter"}, {date_format_, "date_format"}, {decimal_, "decimal"}};
    for (const auto& [box, name] : told) { // what was guessed stands in the first entry
        const QString value = answer.value(QLatin1String(name)).toString();
        const int known = box->findData(value);
        box->setItemText(0, value.isEmpty()
                                ? tr("as guessed")
                                : tr("guessed: %1").arg(known > 0 ? box->itemText(known) : value));
    }
    showMapping();
    const TableData sample = plan_.sample();
    sample_model_.setColumns(plainColumns(sample));
    sample_model_.setTable(sample);
    sample_->resizeColumnsToContents();
    QStringList problems;
    const TableData listed = plan_.problems();
    for (int row = 0; row < listed.rows.size(); ++row)
        problems.append(
            (listed.text(row, 1).isEmpty() ? QString() : listed.text(row, 1) + QStringLiteral(": ")) +
            listed.text(row, 2));
    problems += plan_.warnings();
    problems_->setText(problems.join(QLatin1Char('\n')));
    problems_->setVisible(!problems.isEmpty());
    showWould();
}

void ImportWizard::showMapping() {
    mapping_->setRowCount(static_cast<int>(plan_.columns().size()));
    for (int row = 0; row < plan_.columns().size(); ++row) {
        const ImportColumn& column = plan_.columns()[row];
        const QString why = column.reason.isEmpty()
                                ? QString()
                                : tr("%1 (%2)").arg(column.reason, certainty(column.confidence));
        mapping_->setItem(row, 0, new QTableWidgetItem(column.name));
        mapping_->setItem(row, 1, new QTableWidgetItem(column.samples.mid(0, 3).join(QStringLiteral(", "))));
        mapping_->setItem(row, 3, new QTableWidgetItem(why));
        auto* box = new QComboBox(mapping_);
        box->setAccessibleName(tr("What %1 becomes").arg(column.name));
        box->addItem(tr("left out"), QString());
        for (const ImportFieldInfo& field : plan_.fields()) {
            box->addItem(field.name + (field.required ? QStringLiteral(" *") : QString()), field.name);
            box->setItemData(box->count() - 1, field.doc, Qt::ToolTipRole);
        }
        box->setCurrentIndex(std::max(0, box->findData(column.field)));
        mapping_->setCellWidget(row, 2, box);
        connect(box, &QComboBox::activated, this, [this, box, name = column.name] {
            plan_.setField(name, box->currentData().toString());
            preview();
        });
    }
    const int widths[] = {170, 260, 190};
    for (int column = 0; column < 3; ++column)
        mapping_->setColumnWidth(column, widths[column]);
}

void ImportWizard::showWould() {
    const QJsonObject would = plan_.preview().value(QStringLiteral("would")).toObject();
    const QStringList missing = plan_.missingFields();
    would_->setProperty("tone", missing.isEmpty() ? QStringLiteral("muted") : QStringLiteral("error"));
    if (!missing.isEmpty())
        would_->setText(tr("Still needed: %1. Choose the columns that hold them.")
                            .arg(missing.join(QStringLiteral(", "))));
    else if (!plan_.ready())
        would_->setText(tr("Settle what is said above first."));
    else
        would_->setText(
            tr("Of the first %1 rows, %2 would be new, %3 changed, %4 as they are, %5 set aside; %6 "
               "new instruments.")
                .arg(integer(plan_.preview(), "rows_sampled"), integer(would, "new"),
                     integer(would, "changed"), integer(would, "unchanged"), integer(would, "quarantined"),
                     integer(would, "new_instruments")));
    enableImport();
}

void ImportWizard::enableImport() {
    import_->setEnabled(plan_.ready());
    save_profile_->setVisible(!profileOperation(desk_.operations).isEmpty());
}

void ImportWizard::saveProfile() {
    const QString name =
        QInputDialog::getText(this, tr("Save as profile"), tr("Name of the profile")).trimmed();
    if (name.isEmpty()) return;
    // The columns of a wide table are symbols or series: other files have others.
    const bool wide = plan_.preview().value(QStringLiteral("layout")) == QLatin1String("wide");
    QJsonObject map = wide ? plan_.map : QJsonObject();
    if (wide) plan_.options.insert(QStringLiteral("layout"), QStringLiteral("wide"));
    for (const ImportColumn& column : plan_.columns())
        if (!wide) map.insert(column.name, column.field);
    QJsonObject request{{QStringLiteral("name"), name},
                        {QStringLiteral("kind"), plan_.preview().value(QStringLiteral("kind"))},
                        {QStringLiteral("map"), map},
                        {QStringLiteral("options"), plan_.options}};
    desk_.link.call(profileOperation(desk_.operations), request, this, [this, name](const LinkReply& reply) {
        if (!reply.ok()) return fail(reply);
        profile_->addItem(name, name);
        desk_.say(tr("Profile saved: %1").arg(name));
    });
}

void ImportWizard::startImport() {
    error_->hide();
    progress_->setValue(0);
    running_->clear();
    steps_->setCurrentIndex(kRunning);
    call_ = desk_.link.call(
        QStringLiteral("marketdata.import"), plan_.request(), this, [this](const LinkReply& reply) {
            if (!reply.ok()) return fail(reply);
            const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
            const QString job = answer.value(QStringLiteral("job_id")).toString();
            if (job.isEmpty()) return showResult(answer);
            follow(job);
        });
}

void ImportWizard::follow(const QString& job) {
    job_ = job;
    poll_.start();
}

void ImportWizard::finish(const QJsonObject& job) {
    if (job_.isEmpty()) return;
    desk_.jobs.readOne(job);
    progress_->setValue(static_cast<int>(job.value(QStringLiteral("progress")).toDouble() * 1000));
    running_->setText(job.value(QStringLiteral("message")).toString());
    const QString state = job.value(QStringLiteral("state")).toString();
    if (state == QLatin1String("queued") || state == QLatin1String("running")) return;
    const bool done = state == QLatin1String("succeeded");
    if (done && !job.value(QStringLiteral("result")).isObject() && poll_.isActive())
        return; // the event tells the end, the next answer the result
    poll_.stop();
    job_.clear();
    if (done) return showResult(job.value(QStringLiteral("result")).toObject());
    steps_->setCurrentIndex(kPreview);
    const QString why = job.value(QStringLiteral("message")).toString();
    error_->setText(state == QLatin1String("cancelled") ? tr("The import was cancelled; nothing was changed.")
                                                        : tr("The import failed: %1").arg(why));
    error_->show();
}

void ImportWizard::showResult(const QJsonObject& result) {
    const QString issues = integer(result, "quality_issues");
    QString text =
        tr("Data set <b>%1</b>: %2 rows read, %3 taken in, %4 changed, %5 already there, %6 set aside. "
           "%7 instruments.")
            .arg(result.value(QStringLiteral("dataset")).toString().toHtmlEscaped(),
                 integer(result, "rows_read"), integer(result, "rows_imported"),
                 integer(result, "rows_changed"), integer(result, "rows_unchanged"),
                 integer(result, "rows_quarantined"), integer(result, "instruments"));
    text += QLatin1Char(' ') + tr("%n point(s) for the quality report.", nullptr,
                                  result.value(QStringLiteral("quality_issues")).toInt());
    for (const QJsonValue& each : result.value(QStringLiteral("warnings")).toArray()) {
        const QString message =
            each.isObject() ? each.toObject().value(QStringLiteral("message")).toString() : each.toString();
        text += QStringLiteral("<br>") + message.toHtmlEscaped();
    }
    const bool bars = result.value(QStringLiteral("kind")).toString() == QLatin1String("bars");
    imported_ = bars ? result.value(QStringLiteral("dataset")).toString() : QString();
    result_->setText(text);
    // What is wrong comes before what can be made of it.
    const bool clean = result.value(QStringLiteral("quality_issues")).toInt() == 0;
    for (const char* panel : {"exposures", "quality"}) {
        auto* button = findChild<QPushButton*>(QStringLiteral("next_") + QLatin1String(panel));
        button->setProperty("primary", clean == (panel == std::string_view("exposures")));
        button->style()->polish(button);
    }
    steps_->setCurrentIndex(kDone);
    if (result.value(QStringLiteral("quality_issues")).toDouble() > 0)
        desk_.alerts.raise({Alert::Level::Warning, tr("The import has points to look at"),
                            tr("%1 in the quality report").arg(issues), QStringLiteral("quality")});
}

void ImportWizard::leaveFor(const QString& panel) {
    desk_.open_panel(panel);
    if (!imported_.isEmpty()) {
        if (desk_.operations.find(QStringLiteral("factor.universes")))
            desk_.context.setUniverse(0, Universe::All, imported_);
        const TableData sample = plan_.sample();
        const QString symbol = sample.text(0, sample.column(QStringLiteral("symbol")));
        if (!symbol.isEmpty()) desk_.context.setSymbol(0, symbol);
    }
    close();
}

} // namespace nautilus::ui
