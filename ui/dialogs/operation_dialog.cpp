#include "ui/dialogs/operation_dialog.h"

#include "ui/charts/record_table.h"
#include "ui/dialogs/answer_view.h"
#include "ui/dialogs/schema_form.h"
#include "ui/models/number_format.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {

OperationDialog::OperationDialog(Desk& desk, OperationInfo operation, QWidget* parent)
    : QDialog(parent), desk_(desk), operation_(std::move(operation)),
      form_(new SchemaForm(SchemaForm::Filling::Sparse, this)), answer_(new AnswerView(desk.theme, this)),
      state_(new QLabel(this)), run_(new QPushButton(tr("Run"), this)) {
    setWindowTitle(operation_.id);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1000, 620);
    const auto fields = operation_.schema.isEmpty() ? guessSchema(operation_.parameters, operation_.example)
                                                    : readSchema(operation_.schema, operation_.parameters);
    form_->setFields(fields, operation_.example);
    build();
    connect(run_, &QPushButton::clicked, this, &OperationDialog::run);
    connect(form_, &SchemaForm::submitted, this, &OperationDialog::run);
    if (operation_.kind == QLatin1String("stream")) {
        run_->setEnabled(false);
        state_->setText(tr("A stream: copy it as curl and read it in a terminal."));
    }
}

void OperationDialog::build() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    auto* title = new QLabel(operation_.summary, this);
    title->setProperty("type", QStringLiteral("figure"));
    title->setWordWrap(true);
    auto* call = new QLabel(operation_.verb + QLatin1Char(' ') + operation_.path, this);
    call->setProperty("tone", QStringLiteral("muted"));
    call->setProperty("figures", true);
    call->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(title);
    layout->addWidget(call);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildForm());
    split->addWidget(buildAnswer());
    split->setStretchFactor(1, 1);
    split->setSizes({390, 560});
    layout->addWidget(split, 1);
}

QWidget* OperationDialog::buildForm() {
    auto* left = new QWidget(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 8, 0);
    QScrollArea* scroll = form_->scrolled(left);
    scroll->setMinimumWidth(380);
    column->addWidget(scroll, 1);
    auto* buttons = new QHBoxLayout;
    run_->setProperty("primary", true);
    run_->setAutoDefault(false);
    buttons->addWidget(run_);
    struct Copy {
        QString title;
        QString (OperationDialog::*text)() const;
    };
    for (const Copy& each : {Copy{tr("Copy as curl"), &OperationDialog::curl},
                             Copy{tr("Copy as Python"), &OperationDialog::python}}) {
        auto* button = new QPushButton(each.title, left);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, text = each.text] {
            QApplication::clipboard()->setText((this->*text)());
            state_->setText(tr("Copied."));
        });
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    return left;
}

QWidget* OperationDialog::buildAnswer() {
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(8, 0, 0, 0);
    auto* head = new QHBoxLayout;
    state_->setProperty("tone", QStringLiteral("muted"));
    state_->setWordWrap(true);
    state_->setText(tr("The answer appears here."));
    auto* tree = new QToolButton(right);
    tree->setText(tr("Tree"));
    tree->setAccessibleName(tr("Show the answer as a tree"));
    tree->setCheckable(true);
    connect(tree, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            answer_->showTree(data_);
        else
            answer_->showData(data_);
    });
    auto* copy = new QToolButton(right);
    copy->setText(tr("Copy CSV"));
    connect(copy, &QToolButton::clicked, this, [this] { answer_->table()->copyCsv(true); });
    head->addWidget(state_, 1);
    head->addWidget(tree);
    head->addWidget(copy);
    column->addLayout(head);
    column->addWidget(answer_, 1);
    return right;
}

QString OperationDialog::state() const {
    return state_->text();
}

void OperationDialog::run() {
    bool ok = false;
    const QJsonObject parameters = form_->values(&ok);
    if (!ok || !run_->isEnabled()) return;
    run_->setEnabled(false);
    state_->setText(tr("Computing…"));
    QElapsedTimer timer;
    timer.start();
    call_ = desk_.link.call(operation_.id, parameters, this, [this, timer](const LinkReply& reply) {
        run_->setEnabled(true);
        answered(reply);
        if (reply.ok())
            state_->setText(
                tr("Answered in %1 ms.").arg(formatNumber(static_cast<double>(timer.elapsed()), 0)));
    });
}

void OperationDialog::answered(const LinkReply& reply) {
    form_->clearErrors();
    data_ = reply.envelope.value(QStringLiteral("data")).toObject();
    if (reply.ok()) {
        // bare answers have no envelope: they are the data
        if (!reply.envelope.contains(QStringLiteral("data"))) data_ = reply.envelope;
        return answer_->showData(data_);
    }
    const QStringList others = form_->showErrors(reply.envelope.value(QStringLiteral("errors")).toArray());
    state_->setText(others.isEmpty() ? tr("The server did not take it; see the fields.")
                                     : others.join(QLatin1Char('\n')));
    answer_->showTree(reply.envelope);
}

RequestParts OperationDialog::request() const {
    return buildRequest(operation_, form_->values());
}

QString OperationDialog::curl() const {
    return curlSnippet(desk_.link.address(), desk_.link.tokenFile(), request());
}

QString OperationDialog::python() const {
    return pythonSnippet(desk_.link.address(), desk_.link.tokenFile(), request());
}

} // namespace nautilus::ui
