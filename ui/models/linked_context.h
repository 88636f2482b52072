#pragma once
// What the panels look at together: symbol, date, universe, factor and portfolio, once for each of four
// colour groups. A panel follows one group or none.

#include <QDate>
#include <QObject>
#include <QString>

#include <array>

namespace nautilus::ui {

inline constexpr int kLinkGroups = 4;
inline constexpr int kUnlinked = -1;

enum class Universe {
    All,       ///< every stock of the panel
    Estimation ///< those that the factor returns are estimated from
};

struct Context {
    QString symbol;
    QDate date; ///< invalid: the latest that the data allow
    Universe universe = Universe::All;
    QString universe_name; ///< a universe of the catalog; empty: the engines' own default
    /// Id of a factor of the library or of the user ("id", "id@2"), or "=" and an expression.
    QString factor{};
    /// Id of a portfolio of the book; empty: none chosen yet.
    QString portfolio{};
    bool operator==(const Context&) const = default;
    [[nodiscard]] bool sameUniverse(const Context& other) const {
        return universe == other.universe && universe_name == other.universe_name;
    }
};

class LinkedContext : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Groups outside 0..3 give an empty context.
    [[nodiscard]] Context at(int group) const;
    void set(int group, const Context& context);
    void setSymbol(int group, const QString& symbol);
    void setDate(int group, const QDate& date);
    void setFactor(int group, const QString& factor);
    void setPortfolio(int group, const QString& portfolio);
    void setUniverse(int group, Universe universe, const QString& name = {});

Q_SIGNALS:
    void changed(int group);

private:
    std::array<Context, kLinkGroups> groups_;
};

} // namespace nautilus::ui
