#pragma once
// A panel: title line, tool strip, body and what lies over it. It asks the engines through load(), which
// keeps the last result in place while the next is on its way, and turns every failure into words in place.

#include "ui/models/table_data.h"
#include "ui/shell/desk.h"
#include "ui/shell/state_cover.h"
#include "ui/shell/title_line.h"

#include <QHash>
#include <QWidget>

class QAbstractItemModel;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QTimer;
class QVBoxLayout;

namespace nautilus::ui {

class RecordTable;

/// What of the linked context a panel looks at.
enum Follows : unsigned {
    kFollowsNothing = 0,
    kFollowsSymbol = 1,
    kFollowsDate = 2,
    kFollowsUniverse = 4,
    kFollowsFactor = 8,
    kFollowsPortfolio = 16,
};

class Panel : public QWidget {
    Q_OBJECT
public:
    Panel(Desk& desk, QString id, QString title, QWidget* parent = nullptr);
    ~Panel() override;

    [[nodiscard]] const QString& id() const { return id_; }
    [[nodiscard]] const QString& title() const { return title_; }
    [[nodiscard]] TitleLine* titleLine() const { return title_line_; }
    [[nodiscard]] StateCover* cover() const { return cover_; }
    [[nodiscard]] bool loading() const;

    [[nodiscard]] int group() const { return group_; }
    void setGroup(int group);
    /// The context it looks at: its group's, or the one it kept when it was unlinked.
    [[nodiscard]] Context context() const;

    /// Asks again, at once when visible, else when it is next shown.
    void refresh();
    void cancelCalls();

    /// What "export data" writes; machine names and plain numbers.
    [[nodiscard]] virtual TableData exportTable() const { return {}; }
    /// The chart of the panel, or nullptr.
    [[nodiscard]] virtual QWidget* chart() const { return nullptr; }
    /// Choices worth keeping between starts (span, set, factors).
    [[nodiscard]] virtual QJsonObject choices() const { return {}; }
    virtual void setChoices(const QJsonObject& choices) { Q_UNUSED(choices); }

    /// The last call as text; empty before the first.
    [[nodiscard]] QString curl() const;
    [[nodiscard]] QString python() const;

protected:
    using Handler = std::function<void(const QJsonObject& data, const QJsonObject& metadata)>;

    /// Sends what the panel needs; called when it becomes visible and whenever the context changes.
    virtual void request() = 0;
    /// Which changes of the context it asks anew for; all of them unless said.
    void follow(unsigned what) { follows_ = what; }

    // What most panels are made of.
    /// A choice in the tool strip, {title, machine name} each; a change refreshes.
    QComboBox* addChoice(const QString& name, const QVector<QPair<QString, QString>>& options);
    QComboBox* addEstimator(); ///< joint or two-stage regression
    QComboBox* addStyleSet();  ///< joint or two-stage set
    /// A table over the whole body; any number in it can be asked where it comes from.
    RecordTable* addTable(QAbstractItemModel& model, const QString& name, const QVector<int>& widths = {});
    /// A table for another place of the panel, wired the same way.
    RecordTable* makeTable(QAbstractItemModel& model, const QString& name, const QVector<int>& widths = {});
    /// The numbers of a table, chart or figure can be asked where they come from.
    template <class Source>
    void trace(const Source* source) {
        connect(source, &Source::originAsked, this,
                [this](const CellOrigin& origin, const QString& shown) { desk_.trace(origin, shown); });
    }
    QLabel* makeNote(); ///< a small muted label
    /// Asks again every so often while it is seen, quietly: what stands there stays until the answer is in.
    void refreshWhileSeen(int milliseconds);
    /// What the mark says when all is well: live, or that the values are replayed or stale.
    void setFeed(PanelState state) { feed_ = state; }
    /// Nothing on the chosen date: offers the latest.
    void showEmptyDate(const QString& message);
    /// `parameters` with the context's date under `name`, and with the universe where one is chosen.
    [[nodiscard]] QJsonObject dated(QJsonObject parameters, const QString& name) const;
    [[nodiscard]] QJsonObject inUniverse(QJsonObject parameters, const QString& operation) const;
    /// False, with an empty state that says so, while the server does not offer `operation`.
    [[nodiscard]] bool offers(const QString& operation);

    /// One call; a new one under the same key takes the earlier back.
    void load(const QString& key, const QString& operation, const QJsonObject& parameters, Handler handler);
    using TableHandler = std::function<void(const TableData& table, const QJsonObject& data)>;
    /// The same for a table; follows next_cursor until the last page.
    void loadTable(const QString& key, const QString& operation, const QJsonObject& parameters,
                   TableHandler handler);
    /// The same for an operation that answers a file.
    using FileHandler = std::function<void(const QByteArray& bytes)>;
    void loadFile(const QString& key, const QString& operation, const QJsonObject& parameters,
                  FileHandler handler);
    void showEmpty(const QString& message, const QString& action, std::function<void()> act);
    /// Nothing has been imported: offers the way in.
    void showEmptyCatalog();
    void setContextSymbol(const QString& symbol);
    void setContextFactor(const QString& factor);
    void setContextPortfolio(const QString& portfolio);
    /// Id of the context's portfolio; empty, with an empty state that offers one, when none is chosen.
    [[nodiscard]] QString portfolioOrEmpty();
    /// True when the panel says itself what went wrong with the call under `key`; nothing covers it then.
    virtual bool takesFailure(const QString& key, const LinkReply& reply);

    [[nodiscard]] Desk& desk() const { return desk_; }
    /// Puts a widget between the tool strip and the body, where no state covers it.
    void addAboveBody(QWidget* widget);
    /// Puts a widget on the left of the body, where no state covers it: what the body is asked with.
    void addBesideBody(QWidget* widget);
    /// The keyboard goes through these, and what stands in them, in this order: the order in which they are
    /// read. To be called when all of them are made.
    void readInOrder(const QVector<QWidget*>& widgets);
    [[nodiscard]] QVBoxLayout* body() const { return body_layout_; }
    [[nodiscard]] QHBoxLayout* tools() const { return tools_; }
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Pending {
        std::shared_ptr<LinkCall> call;
        quint64 serial = 0;
        bool quiet = false; ///< belongs to a request of refreshWhileSeen()
    };
    using ReplyHandler = std::function<void(const LinkReply& reply)>;
    void send(const QString& key, const QString& operation, const QJsonObject& parameters,
              ReplyHandler handler);
    void arrived(const QString& key, quint64 serial, const LinkReply& reply, const ReplyHandler& handler);
    void failed(const QString& key, const LinkReply& reply);
    void loadPage(const QString& key, const QString& operation, const QJsonObject& parameters,
                  const std::shared_ptr<TableData>& before, const TableHandler& handler);
    void settle();
    void buildMenu();
    void exportChart(const QString& suffix);
    void exportData();
    void contextChanged(int group);
    [[nodiscard]] bool concerns(const Context& before, const Context& after) const;

    Desk& desk_;
    QString id_;
    QString title_;
    unsigned follows_ = kFollowsSymbol | kFollowsDate | kFollowsUniverse;
    int group_ = 0;
    Context own_;  ///< kept when unlinked
    Context seen_; ///< the last one acted upon
    bool dirty_ = true;
    bool failed_ = false;
    bool told_ = false;    ///< the panel itself says what went wrong
    bool emptied_ = false; ///< this request has nothing to show
    QString warning_;
    bool quiet_ = false; ///< this request is one of refreshWhileSeen()
    PanelState feed_ = PanelState::Live;
    quint64 serial_ = 0;
    QHash<QString, Pending> pending_;
    QString last_operation_;
    QJsonObject last_parameters_;
    TitleLine* title_line_;
    QWidget* body_;
    QVBoxLayout* body_layout_;
    QHBoxLayout* tools_;
    StateCover* cover_;
    std::function<void()> act_;
    QTimer* again_ = nullptr; ///< of refreshWhileSeen()
};

} // namespace nautilus::ui
