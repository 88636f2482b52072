#include "ui/shell/inspector.h"

#include "ui/shell/lineage_view.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kCardWidth = 200;
constexpr int kTreeWidth = 340;

} // namespace

Inspector::Inspector(Desk& desk, QWidget* parent)
    : QWidget(parent), lineage_(new LineageView(desk, this)), pages_(new QStackedWidget(this)),
      title_(new QLabel(this)), subtitle_(new QLabel(this)), text_(new QLabel(this)),
      facts_(new QVBoxLayout) {
    setObjectName(QStringLiteral("inspector"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(kCardWidth);
    setAccessibleName(tr("Inspector"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(pages_);
    auto* card = new QWidget(pages_);
    pages_->addWidget(card);
    pages_->addWidget(lineage_);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    title_->setProperty("type", QStringLiteral("figure"));
    subtitle_->setProperty("tone", QStringLiteral("muted"));
    for (QLabel* label : {title_, subtitle_, text_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    facts_->setSpacing(2);
    layout->addSpacing(4);
    layout->addLayout(facts_);
    layout->addStretch(1);
    showCard({tr("Inspector"),
              {},
              {},
              tr("Select a factor, a row or an operation to see what it is and where its "
                 "numbers come from.")});
}

QString Inspector::titleText() const {
    return title_->text();
}

void Inspector::showLineage(const CellOrigin& origin, const QString& shown) {
    setMinimumWidth(kTreeWidth);
    pages_->setCurrentWidget(lineage_);
    lineage_->ask(origin, shown);
}

void Inspector::showCard(const InspectorCard& card) {
    setMinimumWidth(kCardWidth);
    pages_->setCurrentIndex(0);
    title_->setText(card.title);
    subtitle_->setText(card.subtitle);
    subtitle_->setVisible(!card.subtitle.isEmpty());
    text_->setText(card.text);
    text_->setVisible(!card.text.isEmpty());
    while (QLayoutItem* item = facts_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& [name, value] : card.facts) {
        auto* head = new QLabel(name, this);
        head->setProperty("tone", QStringLiteral("muted"));
        head->setProperty("type", QStringLiteral("small"));
        auto* body = new QLabel(value, this);
        body->setWordWrap(true);
        body->setTextInteractionFlags(Qt::TextSelectableByMouse);
        facts_->addWidget(head);
        facts_->addWidget(body);
        facts_->addSpacing(6);
    }
}

} // namespace nautilus::ui
