#include "ui/shell/welcome.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {
constexpr int kWidth = 520;
} // namespace

Welcome::Welcome(Desk& desk, QWidget* window)
    : Overlay(desk.theme, window), desk_(desk), sources_(new QLabel) {
    setAccessibleName(tr("Welcome"));
    card()->setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(card());
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(10);
    auto* title = new QLabel(tr("Welcome to Nautilus Workstation"), card());
    title->setProperty("type", QStringLiteral("key"));
    auto* text = new QLabel(
        tr("Factors, risk and market data on your own machine. How do you want to begin?"), card());
    text->setProperty("tone", QStringLiteral("muted"));
    text->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(6);
    addAction(*column, tr("Open the built-in data"),
              tr("US stocks with five years of prices and filings, ready to explore."), [this] {
                  leave();
                  Q_EMIT demoChosen();
              });
    addAction(*column, tr("Import a file"),
              tr("Prices, sectors, fundamentals, macro: CSV, Parquet, XLSX, LEAN."), [this] {
                  leave();
                  Q_EMIT importChosen();
              });
    addAction(*column, tr("Connect a source"), tr("Shows which data sources this installation has."),
              [this] { listSources(); });
    sources_->setWordWrap(true);
    sources_->setProperty("tone", QStringLiteral("muted"));
    sources_->hide();
    column->addWidget(sources_);
    column->addSpacing(6);
    auto* foot = new QHBoxLayout;
    auto* tour = new QPushButton(tr("Take the two-minute tour"), card());
    auto* skip = new QPushButton(tr("Close"), card());
    connect(tour, &QPushButton::clicked, this, [this] {
        leave();
        Q_EMIT tourChosen();
    });
    connect(skip, &QPushButton::clicked, this, &Overlay::leave);
    foot->addWidget(tour);
    foot->addStretch(1);
    foot->addWidget(skip);
    column->addLayout(foot);
}

void Welcome::addAction(QVBoxLayout& column, const QString& title, const QString& text,
                        const std::function<void()>& run) {
    auto* button = new QPushButton(card());
    button->setProperty("choice", true);
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setMinimumHeight(58);
    auto* inner = new QVBoxLayout(button);
    inner->setContentsMargins(14, 8, 14, 8);
    inner->setSpacing(1);
    auto* head = new QLabel(title, button);
    head->setProperty("type", QStringLiteral("title"));
    auto* body = new QLabel(text, button);
    body->setProperty("tone", QStringLiteral("muted"));
    body->setProperty("type", QStringLiteral("small"));
    for (QLabel* label : {head, body}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        inner->addWidget(label);
    }
    connect(button, &QPushButton::clicked, this, run);
    column.addWidget(button);
}

void Welcome::listSources() {
    desk_.link.call(QStringLiteral("marketdata.health"), {}, this, [this](const LinkReply& reply) {
        const QJsonObject answer = reply.envelope.contains(QStringLiteral("data"))
                                       ? reply.envelope.value(QStringLiteral("data")).toObject()
                                       : reply.envelope;
        QStringList names = answer.value(QStringLiteral("data_sources_status")).toObject().keys();
        names.removeAll(QString());
        sources_->setText(
            names.isEmpty()
                ? tr("No source beside files is installed. Import a file to bring in your own data.")
                : tr("Installed: %1. Other providers come as plug-ins; until then, files are the "
                     "way in.")
                      .arg(names.join(QStringLiteral(", "))));
        sources_->show();
        place();
    });
}

} // namespace nautilus::ui
