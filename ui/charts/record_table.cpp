#include "ui/charts/record_table.h"

#include "ui/models/record_table_model.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <numeric>
#include <set>

namespace nautilus::ui {

CellDelegate::CellDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto kind = static_cast<NumberKind>(index.data(kKindRole).toInt());
    const QFontMetrics metrics(isNumeric(kind) ? Theme::figureFont(11) : Theme::textFont(12));
    Q_UNUSED(option);
    return {metrics.horizontalAdvance(index.data().toString()) + 18, 20};
}

void CellDelegate::paintHeat(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const QColor back = theme_.diverging(index.data(kHeatRole).toDouble());
    painter.fillRect(option.rect.adjusted(0, 0, -1, -1), back);
    painter.setPen(theme_.textOn(back));
    painter.drawText(option.rect.adjusted(2, 0, -5, 0), Qt::AlignRight | Qt::AlignVCenter,
                     index.data().toString());
    if (option.state & QStyle::State_Selected) {
        painter.setPen(QPen(theme_.color(Token::Accent), 1));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft() - QPoint(0, 1), option.rect.bottomRight() - QPoint(0, 1));
    }
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    const bool heading = index.data(kHeadingRole).toBool();
    const auto kind = static_cast<NumberKind>(index.data(kKindRole).toInt());
    const QVariant raw = index.data(kRawRole);
    const bool missing = !heading && (!raw.isValid() || raw.isNull());
    painter->setFont(heading           ? Theme::textFont(11, 600)
                     : isNumeric(kind) ? Theme::figureFont(11)
                                       : Theme::textFont(12));
    if (index.data(kHeatRole).isValid()) {
        paintHeat(*painter, option, index);
    } else {
        if (heading)
            painter->fillRect(option.rect, theme_.color(Token::Surface2));
        else if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme_.color(Token::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, theme_.color(Token::Surface2));
        const auto* table = qobject_cast<const RecordTable*>(option.widget);
        if (table && table->flashing(index)) painter->fillRect(option.rect, theme_.color(Token::Selection));
        const bool struck = index.data(kStruckRole).toBool();
        if (struck && !missing) {
            QFont font = painter->font();
            font.setStrikeOut(true);
            painter->setFont(font);
        }
        painter->setPen(theme_.color(missing             ? Token::Faint
                                     : heading || struck ? Token::Muted
                                                         : Token::Text));
        const QRect inner =
            isNumeric(kind) ? option.rect.adjusted(2, 0, -5, 0) : option.rect.adjusted(8, 0, -8, 0);
        const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
        const QString text =
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inner.width());
        painter->drawText(inner, static_cast<int>(heading ? Qt::AlignLeft | Qt::AlignVCenter : alignment),
                          text);
    }
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (view && view->hasFocus() && view->currentIndex() == index && !heading) {
        painter->setPen(theme_.color(Token::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

RecordHeader::RecordHeader(const Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), theme_(theme) {
    setMouseTracking(true);
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setMinimumSectionSize(36);
    setAccessibleName(tr("Column headings"));
    setSortIndicator(-1, Qt::AscendingOrder);
}

QSize RecordHeader::sectionSizeFromContents(int section) const {
    const QString text =
        model() ? model()->headerData(section, orientation(), Qt::DisplayRole).toString() : QString();
    const QSize size = QFontMetrics(Theme::textFont(11, 500)).size(0, text);
    return {size.width() + 14, std::max(28, size.height() + 12)};
}

void RecordHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    if (!rect.isValid()) return;
    painter->save();
    const bool sorted = sortIndicatorSection() == section;
    painter->fillRect(rect, theme_.color(section == hovered_ ? Token::Surface2 : Token::Surface1));
    painter->setPen(theme_.color(Token::Line));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const auto alignment = static_cast<Qt::Alignment>(
        model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
    const bool right = alignment & Qt::AlignRight;
    painter->setFont(Theme::textFont(11, 500));
    painter->setPen(theme_.color(sorted || section == hovered_ ? Token::Text : Token::Muted));
    painter->drawText(rect.adjusted(right ? 0 : 8, 4, right ? -5 : -1, -2), static_cast<int>(alignment),
                      model()->headerData(section, orientation(), Qt::DisplayRole).toString());
    if (sorted) {
        const bool up = sortIndicatorOrder() == Qt::AscendingOrder;
        const QPointF tip(rect.center().x() + 0.5, rect.top() + (up ? 2.0 : 6.0));
        const double base = up ? 4.0 : -4.0;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme_.color(Token::Accent));
        painter->drawPolygon(QPolygonF({tip, tip + QPointF(4, base), tip + QPointF(-4, base)}));
    }
    painter->restore();
}

void RecordHeader::mouseMoveEvent(QMouseEvent* event) {
    hovered_ = logicalIndexAt(event->position().toPoint());
    viewport()->update();
    QHeaderView::mouseMoveEvent(event);
}

void RecordHeader::leaveEvent(QEvent* event) {
    hovered_ = -1;
    viewport()->update();
    QHeaderView::leaveEvent(event);
}

namespace {

constexpr int kMostCompared = 12000; ///< cells; beyond, comparing would cost more than it tells

constexpr int kMostNaming = 3;

QString rowKey(const QAbstractItemModel& model, int row, int naming) {
    QString key;
    for (int column = 0; column < naming; ++column)
        key += model.index(row, column).data(kRawRole).toString() + QLatin1Char('|');
    return key;
}

/// How many of the first columns tell the rows apart; 0: none do.
int namingColumns(const QAbstractItemModel& model) {
    const int rows = model.rowCount(), most = std::min(kMostNaming, model.columnCount() - 1);
    for (int naming = 1; naming <= most; ++naming) {
        QSet<QString> keys;
        for (int row = 0; row < rows; ++row)
            keys.insert(rowKey(model, row, naming));
        if (keys.size() == rows) return naming;
    }
    return 0;
}

QString cellKey(const QModelIndex& index, int naming) {
    const QAbstractItemModel* model = index.model();
    return rowKey(*model, index.row(), naming) +
           model->headerData(index.column(), Qt::Horizontal, kNameRole).toString();
}

} // namespace

void RecordTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    if (model) connect(model, &QAbstractItemModel::modelReset, this, &RecordTable::compareCells);
}

void RecordTable::compareCells() {
    QHash<QString, QVariant> now;
    QSet<QString> changed;
    qsizetype known = 0;
    const bool small = model()->rowCount() * model()->columnCount() <= kMostCompared;
    naming_ = small ? namingColumns(*model()) : 0;
    for (int row = 0; naming_ > 0 && row < model()->rowCount(); ++row) {
        for (int column = naming_; column < model()->columnCount(); ++column) {
            const QModelIndex index = model()->index(row, column);
            const QString key = cellKey(index, naming_);
            const QVariant value = index.data(kRawRole);
            const auto before = seen_.constFind(key);
            known += before != seen_.constEnd() ? 1 : 0;
            if (before != seen_.constEnd() && *before != value) changed.insert(key);
            now.insert(key, value);
        }
    }
    seen_ = std::move(now);
    const bool wanted = theme_.preferences().motion && changed.size() * 2 < known;
    changed_ = wanted ? changed : QSet<QString>();
    if (!changed_.isEmpty()) flash_.start(kFlashMs);
}

bool RecordTable::flashing(const QModelIndex& index) const {
    return !changed_.isEmpty() && index.isValid() && index.column() >= naming_ &&
           changed_.contains(cellKey(index, naming_));
}

void RecordTable::askOrigin() {
    const QModelIndex index = currentIndex();
    const auto origin = index.data(kOriginRole).value<CellOrigin>();
    if (origin.valid()) Q_EMIT originAsked(origin, index.data().toString());
}

void RecordTable::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool asks = event->button() == Qt::LeftButton && (event->modifiers() & Qt::ControlModifier);
    if (asks && index.isValid() && index.data(kOriginRole).value<CellOrigin>().valid()) {
        setCurrentIndex(index);
        askOrigin();
        return event->accept();
    }
    QTableView::mousePressEvent(event);
}

RecordTable::RecordTable(const Theme& theme, QWidget* parent) : QTableView(parent), theme_(theme) {
    flash_.setSingleShot(true);
    connect(&flash_, &QTimer::timeout, this, [this] {
        changed_.clear();
        viewport()->update();
    });
    setItemDelegate(new CellDelegate(theme, this));
    setHorizontalHeader(new RecordHeader(theme, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(22);
    verticalHeader()->setMinimumSectionSize(18);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& at) { Q_EMIT rowActivated(at.row()); });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RecordTable::showWhatFits(const QVector<int>& dispensable) {
    dispensable_ = dispensable;
    widths_.clear();
    for (int column = 0; column < model()->columnCount(); ++column)
        widths_.append(columnWidth(column));
    fitColumns();
}

void RecordTable::fitColumns() {
    int wanted = std::accumulate(widths_.begin(), widths_.end(), 0);
    for (const int column : std::as_const(dispensable_)) {
        const bool hide = wanted > viewport()->width();
        if (hide) wanted -= widths_[column];
        if (hide != isColumnHidden(column)) setColumnHidden(column, hide);
    }
}

void RecordTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

QString RecordTable::csv(bool all) const {
    const QAbstractItemModel* source = model();
    if (!source) return {};
    std::set<int> rows;
    if (!all && selectionModel())
        for (const QModelIndex& index : selectionModel()->selectedRows())
            rows.insert(index.row());
    if (rows.empty())
        for (int row = 0; row < source->rowCount(); ++row)
            rows.insert(row);
    QStringList header;
    for (int column = 0; column < source->columnCount(); ++column)
        header.append(source->headerData(column, Qt::Horizontal, kNameRole).toString());
    QVector<QStringList> lines;
    for (const int row : rows) {
        if (source->index(row, 0).data(kHeadingRole).toBool()) continue;
        QStringList cells;
        for (int column = 0; column < source->columnCount(); ++column)
            cells.append(plainCell(QJsonValue::fromVariant(source->index(row, column).data(kRawRole))));
        lines.append(cells);
    }
    return toCsv(header, lines);
}

void RecordTable::copyCsv(bool all) const {
    QApplication::clipboard()->setText(csv(all));
}

void RecordTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copyCsv(false);
    if (event->key() == Qt::Key_F9) return askOrigin();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void RecordTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    if (currentIndex().data(kOriginRole).value<CellOrigin>().valid()) {
        menu.addAction(tr("Where does this come from?"), this, &RecordTable::askOrigin)
            ->setShortcut(Qt::Key_F9);
        menu.addSeparator();
    }
    menu.addAction(tr("Copy selection as CSV"), this, [this] { copyCsv(false); })
        ->setShortcut(QKeySequence::Copy);
    menu.addAction(tr("Copy all as CSV"), this, [this] { copyCsv(true); });
    menu.exec(event->globalPos());
}

} // namespace nautilus::ui
