#include "ui/models/weights_model.h"

#include "ui/models/number_format.h"
#include "ui/models/record_table_model.h"

#include <QPointer>
#include <QRegularExpression>
#include <QUndoCommand>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr double kSurelyPercent = 1.5; ///< a fraction above this would be leverage of one position

/// The reader's decimal sign or a point; a percent sign is allowed. NaN when it is no number.
double readNumber(QString text, bool* percent) {
    *percent = text.contains(QLatin1Char('%'));
    text.remove(QLatin1Char('%')).replace(kMinus, QLatin1Char('-'));
    bool ok = false;
    double value = text.trimmed().toDouble(&ok);
    if (!ok) value = displayLocale().toDouble(text.trimmed(), &ok);
    return ok && std::isfinite(value) ? value : std::nan("");
}

} // namespace

Weights parseWeights(const QString& text, QStringList* refused) {
    static const QRegularExpression kGap(QStringLiteral("[\\t;, ]+"));
    Weights result;
    bool any_percent = false;
    for (const QString& line :
         text.split(QRegularExpression(QStringLiteral("[\\r\\n]+")), Qt::SkipEmptyParts)) {
        const QString symbol = line.section(kGap, 0, 0, QString::SectionSkipEmpty).trimmed().toUpper();
        bool percent = false;
        const double value = readNumber(line.section(kGap, 1, 1, QString::SectionSkipEmpty), &percent);
        if (symbol.isEmpty() || std::isnan(value)) {
            if (refused) refused->append(line.trimmed());
            continue;
        }
        any_percent =
            any_percent || percent || line.contains(QLatin1Char('%')) || std::abs(value) > kSurelyPercent;
        result.append({symbol, value});
    }
    for (auto& each : result)
        if (any_percent) each.second /= 100.0;
    return result;
}

/// One edit: the grid before and after it.
class WeightsModel::Step : public QUndoCommand {
public:
    Step(WeightsModel& model, Weights before, Weights after, const QString& what)
        : QUndoCommand(what), model_(&model), before_(std::move(before)), after_(std::move(after)) {}
    void undo() override {
        if (model_) model_->put(before_);
    }
    void redo() override {
        if (model_) model_->put(after_);
    }

private:
    QPointer<WeightsModel> model_;
    Weights before_;
    Weights after_;
};

WeightsModel::WeightsModel(QUndoStack* undo, QObject* parent) : QAbstractTableModel(parent), undo_(undo) {}

void WeightsModel::put(const Weights& weights) {
    beginResetModel();
    weights_ = weights;
    endResetModel();
    Q_EMIT edited();
}

void WeightsModel::setWeights(const Weights& weights, const QString& what) {
    if (weights == weights_) return;
    if (undo_ && !what.isEmpty())
        undo_->push(new Step(*this, weights_, weights, what));
    else
        put(weights);
}

double WeightsModel::total() const {
    double sum = 0;
    for (const auto& each : weights_)
        sum += each.second;
    return sum;
}

int WeightsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(weights_.size()) + 1;
}

int WeightsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 2;
}

QVariant WeightsModel::data(const QModelIndex& index, int role) const {
    const bool last = index.row() >= weights_.size();
    const auto value = weights_.value(index.row());
    const bool symbol = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole:
        if (last) return symbol ? tr("add…") : QString();
        return symbol ? value.first : formatNumber(value.second * 100.0, 2);
    case Qt::EditRole:
        if (last) return QString();
        return symbol ? value.first : displayLocale().toString(value.second * 100.0, 'g', 8);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((symbol ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case kRawRole:
        if (last) return {};
        return symbol ? QVariant(value.first) : QVariant(value.second);
    case kKindRole:
        return static_cast<int>(symbol ? NumberKind::Text : NumberKind::Percent);
    default:
        return {};
    }
}

QVariant WeightsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return section == 0 ? tr("Symbol") : tr("Weight %");
    if (role == kNameRole) return section == 0 ? QStringLiteral("symbol") : QStringLiteral("weight");
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags WeightsModel::flags(const QModelIndex& index) const {
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

bool WeightsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole) return false;
    Weights changed = weights_;
    const QString text = value.toString().trimmed();
    if (index.row() >= changed.size()) {
        if (text.isEmpty() || index.column() != 0) return false;
        changed.append({text.toUpper(), 0.0});
    } else if (index.column() == 0) {
        if (text.isEmpty()) return removeRows(index.row(), 1);
        changed[index.row()].first = text.toUpper();
    } else {
        bool percent = false;
        const double number = readNumber(text, &percent);
        if (std::isnan(number)) return false;
        changed[index.row()].second = number / 100.0;
    }
    setWeights(changed, tr("Edit weight"));
    return true;
}

bool WeightsModel::removeRows(int row, int count, const QModelIndex&) {
    Weights changed = weights_;
    if (row < 0 || row >= changed.size()) return false;
    changed.remove(row, std::min<qsizetype>(count, changed.size() - row));
    setWeights(changed, tr("Remove position"));
    return true;
}

} // namespace nautilus::ui
