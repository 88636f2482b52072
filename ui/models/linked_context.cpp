#include "ui/models/linked_context.h"

namespace nautilus::ui {

Context LinkedContext::at(int group) const {
    return group < 0 || group >= kLinkGroups ? Context() : groups_[static_cast<std::size_t>(group)];
}

void LinkedContext::set(int group, const Context& context) {
    if (group < 0 || group >= kLinkGroups || groups_[static_cast<std::size_t>(group)] == context) return;
    groups_[static_cast<std::size_t>(group)] = context;
    Q_EMIT changed(group);
}

void LinkedContext::setSymbol(int group, const QString& symbol) {
    Context context = at(group);
    context.symbol = symbol;
    set(group, context);
}

void LinkedContext::setDate(int group, const QDate& date) {
    Context context = at(group);
    context.date = date;
    set(group, context);
}

void LinkedContext::setFactor(int group, const QString& factor) {
    Context context = at(group);
    context.factor = factor;
    set(group, context);
}

void LinkedContext::setPortfolio(int group, const QString& portfolio) {
    Context context = at(group);
    context.portfolio = portfolio;
    set(group, context);
}

void LinkedContext::setUniverse(int group, Universe universe, const QString& name) {
    Context context = at(group);
    context.universe = universe;
    context.universe_name = name;
    set(group, context);
}

} // namespace nautilus::ui
