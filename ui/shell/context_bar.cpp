#include "ui/shell/context_bar.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStringListModel>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolButton>

namespace nautilus::ui {
namespace {

const QString kAll = QStringLiteral("all");
const QString kEstimation = QStringLiteral("estimation");
const QString kNamed = QStringLiteral("named:");

QIcon groupIcon(const QColor& colour) {
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0}) {
        QPixmap image(QSize(16, 16) * ratio);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(8, 8), 4, 4);
        painter.end();
        icon.addPixmap(image);
    }
    return icon;
}

/// A choice whose text ends in an ellipsis where it does not fit.
class ElidedChoice : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const int room =
            style()
                ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this)
                .width() -
            kTextMargin;
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }

private:
    static constexpr int kTextMargin = 6;
};

void markInvalid(QWidget& widget, bool invalid) {
    widget.setProperty("invalid", invalid);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace

ContextBar::ContextBar(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), groups_(new QButtonGroup(this)), symbol_(new QLineEdit(this)),
      date_(new QLineEdit(this)), universe_(new QComboBox(this)), portfolio_(new ElidedChoice(this)),
      search_(new QPushButton(this)), symbols_(new QStringListModel(this)) {
    setObjectName(QStringLiteral("contextBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(40);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 8, 0);
    layout->setSpacing(8);
    buildGroups(*layout);
    buildFields(*layout);
    layout->addStretch(1);
    buildButtons(*layout);
    connect(&desk_.theme, &Theme::changed, this, &ContextBar::restyle);
    connect(&desk_.context, &LinkedContext::changed, this, &ContextBar::readContext);
    restyle();
    readContext();
}

void ContextBar::buildGroups(QHBoxLayout& layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    for (int group = 0; group < kLinkGroups; ++group) {
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setChecked(group == 0);
        button->setFixedSize(22, 24);
        button->setAccessibleName(tr("Edit link group %1").arg(group + 1));
        button->setToolTip(
            tr("Link group %1: panels with this dot follow what is chosen on the right").arg(group + 1));
        groups_->addButton(button, group);
        row->addWidget(button);
    }
    layout.addLayout(row);
    connect(groups_, &QButtonGroup::idClicked, this, &ContextBar::setGroup);
}

void ContextBar::buildFields(QHBoxLayout& layout) {
    symbol_->setPlaceholderText(tr("Symbol"));
    symbol_->setAccessibleName(tr("Symbol of the link group"));
    symbol_->setToolTip(tr("Symbol (Ctrl+L)"));
    symbol_->setFixedWidth(96);
    auto* completer = new QCompleter(symbols_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(10);
    symbol_->setCompleter(completer);
    date_->setPlaceholderText(tr("Latest date"));
    date_->setAccessibleName(tr("Date of the link group"));
    date_->setToolTip(tr("Session date, YYYY-MM-DD; empty for the latest"));
    date_->setFixedWidth(108);
    universe_->setAccessibleName(tr("Universe of the link group"));
    setUniverses({});
    portfolio_->setAccessibleName(tr("Portfolio of the link group"));
    portfolio_->setToolTip(tr("Portfolio (Ctrl+P)"));
    portfolio_->setFixedWidth(190); // names are long; the list shows them whole
    portfolio_->view()->setTextElideMode(Qt::ElideNone);
    setPortfolios({});
    for (QWidget* widget : std::initializer_list<QWidget*>{symbol_, date_, universe_, portfolio_})
        layout.addWidget(widget);
    connect(portfolio_, &QComboBox::activated, this,
            [this] { desk_.context.setPortfolio(group_, portfolio_->currentData().toString()); });
    connect(symbol_, &QLineEdit::editingFinished, this,
            [this] { desk_.context.setSymbol(group_, symbol_->text().trimmed().toUpper()); });
    connect(date_, &QLineEdit::editingFinished, this, &ContextBar::applyDate);
    connect(universe_, &QComboBox::activated, this, [this] {
        const QString choice = universe_->currentData().toString();
        const bool estimation = choice == kEstimation;
        const bool named = choice.startsWith(kNamed);
        desk_.context.setUniverse(group_, estimation ? Universe::Estimation : Universe::All,
                                  named ? choice.mid(kNamed.size()) : QString());
    });
}

void ContextBar::buildButtons(QHBoxLayout& layout) {
    search_->setObjectName(QStringLiteral("searchField"));
    search_->setText(tr("Search panels, symbols, operations    Ctrl+K"));
    search_->setAccessibleName(tr("Search"));
    search_->setIconSize(QSize(14, 14));
    search_->setMinimumWidth(330);
    layout.addWidget(search_);
    connect(search_, &QPushButton::clicked, this, &ContextBar::searchRequested);
    struct Entry {
        const char* icon;
        QString name;
        void (ContextBar::*signal)();
    };
    const Entry entries[] = {{"theme", tr("Dark or light (Ctrl+T)"), &ContextBar::themeToggled},
                             {"inspector", tr("Inspector (Ctrl+I)"), &ContextBar::inspectorToggled},
                             {"settings", tr("Settings (Ctrl+,)"), &ContextBar::settingsRequested}};
    for (const Entry& entry : entries) {
        auto* button = new QToolButton(this);
        button->setFixedSize(28, 26);
        button->setAccessibleName(entry.name);
        button->setToolTip(entry.name);
        layout.addWidget(button);
        icons_.append({button, QLatin1String(entry.icon)});
        connect(button, &QToolButton::clicked, this, entry.signal);
    }
}

void ContextBar::restyle() {
    for (int group = 0; group < kLinkGroups; ++group)
        groups_->button(group)->setIcon(groupIcon(desk_.theme.linkGroup(group)));
    search_->setIcon(desk_.theme.icon(QStringLiteral("search")));
    for (const auto& [button, icon] : std::as_const(icons_))
        button->setIcon(desk_.theme.icon(icon));
}

void ContextBar::setSymbols(const QStringList& symbols) {
    symbols_->setStringList(symbols);
}

void ContextBar::setUniverses(const QVector<QPair<QString, QString>>& universes) {
    universe_->clear();
    universe_->addItem(tr("All stocks"), kAll);
    universe_->addItem(tr("Estimation universe"), kEstimation);
    if (!universes.isEmpty()) universe_->insertSeparator(universe_->count());
    for (const auto& [name, about] : universes) {
        universe_->addItem(name, kNamed + name);
        universe_->setItemData(universe_->count() - 1, about, Qt::ToolTipRole);
    }
    readContext();
}

void ContextBar::setPortfolios(const QVector<QPair<QString, QString>>& portfolios) {
    portfolio_->clear();
    if (portfolios.isEmpty()) portfolio_->addItem(tr("No portfolio"), QString());
    for (const auto& [id, name] : portfolios) {
        portfolio_->addItem(name.isEmpty() ? id : name, id);
        portfolio_->setItemData(portfolio_->count() - 1, id, Qt::ToolTipRole);
    }
    readContext();
}

void ContextBar::setGroup(int group) {
    group_ = group;
    groups_->button(group)->setChecked(true);
    readContext();
}

void ContextBar::readContext() {
    const Context context = desk_.context.at(group_);
    symbol_->setText(context.symbol);
    date_->setText(context.date.toString(Qt::ISODate));
    markInvalid(*date_, false);
    const QString choice = !context.universe_name.isEmpty()           ? kNamed + context.universe_name
                           : context.universe == Universe::Estimation ? kEstimation
                                                                      : kAll;
    universe_->setCurrentIndex(std::max(0, universe_->findData(choice)));
    portfolio_->setCurrentIndex(std::max(0, portfolio_->findData(context.portfolio)));
}

void ContextBar::applyDate() {
    const QString text = date_->text().trimmed();
    const QDate date = QDate::fromString(text, Qt::ISODate);
    markInvalid(*date_, !text.isEmpty() && !date.isValid());
    if (text.isEmpty() || date.isValid())
        desk_.context.setDate(group_, date);
    else
        desk_.say(tr("A date is written YYYY-MM-DD."));
}

} // namespace nautilus::ui
