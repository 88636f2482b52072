#include "ui/shell/panel.h"

#include "ui/charts/chart_export.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {

namespace {

/// Something that was asked for is missing. Other warnings are caveats of the whole data set: they stand in
/// the inspector and would make every panel partial for ever.
bool meansPartial(const QString& code) {
    static const QStringList kCodes{QStringLiteral("unknown_symbols"),
                                    QStringLiteral("positions_left_out"),
                                    QStringLiteral("no_data"),
                                    QStringLiteral("not_computable"),
                                    QStringLiteral("universe_too_small"),
                                    QStringLiteral("factor_without_history"),
                                    QStringLiteral("style_below_coverage"),
                                    QStringLiteral("not_a_session")};
    return kCodes.contains(code);
}

} // namespace

namespace {

constexpr QSize kLeastSize{260, 120};
constexpr int kNotComputable = 422; ///< the request is right, the data do not carry it

QString nextStep(int status) {
    switch (status) {
    case 0:
        return Panel::tr("Check that the server is running, then retry.");
    case 401:
    case 403:
        return Panel::tr("The token was refused. Check the token file in Settings, then retry.");
    case 404:
        return Panel::tr("Choose another symbol or date.");
    case 422:
        return Panel::tr("Choose a date or range with more history.");
    case 429:
        return Panel::tr("Too many requests at once. Wait a moment, then retry.");
    case 503:
        return Panel::tr("Look at the System workspace, then retry.");
    default:
        return Panel::tr("Retry; if it happens again, the job log tells more.");
    }
}

} // namespace

Panel::Panel(Desk& desk, QString id, QString title, QWidget* parent)
    : QWidget(parent), desk_(desk), id_(std::move(id)), title_(std::move(title)),
      title_line_(new TitleLine(desk.theme, title_, this)), body_(new QWidget(this)),
      body_layout_(new QVBoxLayout(body_)), tools_(new QHBoxLayout),
      cover_(new StateCover(desk.theme, body_)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(title_);
    setMinimumSize(kLeastSize); // what stands in a panel must not keep the window from shrinking
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* strip = new QWidget(this);
    strip->setObjectName(QStringLiteral("toolStrip"));
    strip->setLayout(tools_);
    tools_->setContentsMargins(8, 4, 8, 4);
    tools_->setSpacing(8);
    layout->addWidget(strip);
    layout->addWidget(body_, 1);
    body_->setObjectName(QStringLiteral("panelBody"));
    body_->setAttribute(Qt::WA_StyledBackground);
    body_layout_->setContentsMargins(0, 0, 0, 0);
    body_layout_->setSpacing(0);
    buildMenu();
    connect(&desk_.context, &LinkedContext::changed, this, &Panel::contextChanged);
    connect(title_line_, &TitleLine::groupChosen, this, &Panel::setGroup);
    connect(cover_, &StateCover::retried, this, &Panel::refresh);
    connect(cover_, &StateCover::cancelled, this, &Panel::cancelCalls);
    connect(cover_, &StateCover::acted, this, [this] {
        if (act_) act_();
    });
}

Panel::~Panel() {
    for (const Pending& each : std::as_const(pending_))
        if (each.call) each.call->cancel();
}

bool Panel::loading() const {
    return !pending_.isEmpty();
}

Context Panel::context() const {
    return group_ == kUnlinked ? own_ : desk_.context.at(group_);
}

void Panel::setGroup(int group) {
    own_ = context();
    group_ = group;
    title_line_->setGroup(group);
    if (concerns(seen_, context())) refresh();
}

bool Panel::concerns(const Context& before, const Context& after) const {
    return ((follows_ & kFollowsSymbol) && before.symbol != after.symbol) ||
           ((follows_ & kFollowsDate) && before.date != after.date) ||
           ((follows_ & kFollowsFactor) && before.factor != after.factor) ||
           ((follows_ & kFollowsPortfolio) && before.portfolio != after.portfolio) ||
           ((follows_ & kFollowsUniverse) && !before.sameUniverse(after));
}

void Panel::contextChanged(int group) {
    if (group == group_ && concerns(seen_, context())) refresh();
}

void Panel::setContextSymbol(const QString& symbol) {
    if (group_ == kUnlinked) {
        own_.symbol = symbol;
        refresh();
    } else {
        desk_.context.setSymbol(group_, symbol);
    }
}

void Panel::setContextFactor(const QString& factor) {
    if (group_ == kUnlinked) {
        const bool other = own_.factor != factor;
        own_.factor = factor;
        if (other && (follows_ & kFollowsFactor)) refresh();
    } else {
        desk_.context.setFactor(group_, factor);
    }
}

void Panel::setContextPortfolio(const QString& portfolio) {
    if (group_ == kUnlinked) {
        const bool other = own_.portfolio != portfolio;
        own_.portfolio = portfolio;
        if (other && (follows_ & kFollowsPortfolio)) refresh();
    } else {
        desk_.context.setPortfolio(group_, portfolio);
    }
}

void Panel::refresh() {
    dirty_ = true;
    if (!isVisible()) return;
    dirty_ = false;
    seen_ = context();
    failed_ = false;
    told_ = false;
    emptied_ = false;
    warning_.clear();
    request();
}

void Panel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    tools_->parentWidget()->setVisible(tools_->count() > 0);
    if (dirty_) refresh();
    if (again_) again_->start();
}

void Panel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (again_) again_->stop();
}

void Panel::load(const QString& key, const QString& operation, const QJsonObject& parameters,
                 Handler handler) {
    send(key, operation, parameters, [handler = std::move(handler)](const LinkReply& reply) {
        handler(reply.envelope.value(QStringLiteral("data")).toObject(),
                reply.envelope.value(QStringLiteral("metadata")).toObject());
    });
}

void Panel::loadFile(const QString& key, const QString& operation, const QJsonObject& parameters,
                     FileHandler handler) {
    send(key, operation, parameters,
         [handler = std::move(handler)](const LinkReply& reply) { handler(reply.file); });
}

void Panel::send(const QString& key, const QString& operation, const QJsonObject& parameters,
                 ReplyHandler handler) {
    if (pending_.contains(key) && pending_[key].call) pending_[key].call->cancel();
    const quint64 serial = ++serial_;
    pending_[key] = {nullptr, serial, quiet_};
    last_operation_ = operation;
    last_parameters_ = parameters;
    if (!quiet_) {
        title_line_->setState(PanelState::Computing);
        cover_->showLoading();
    }
    auto call = desk_.link.call(operation, parameters, this,
                                [this, key, serial, handler = std::move(handler)](const LinkReply& reply) {
                                    arrived(key, serial, reply, handler);
                                });
    if (pending_.contains(key) && pending_[key].serial == serial) pending_[key].call = std::move(call);
}

void Panel::loadTable(const QString& key, const QString& operation, const QJsonObject& parameters,
                      TableHandler handler) {
    loadPage(key, operation, parameters, std::make_shared<TableData>(), handler);
}

void Panel::loadPage(const QString& key, const QString& operation, const QJsonObject& parameters,
                     const std::shared_ptr<TableData>& before, const TableHandler& handler) {
    load(key, operation, parameters, [=, this](const QJsonObject& answer, const QJsonObject& metadata) {
        TableData page = readTable(answer, metadata);
        if (before->columns.isEmpty()) {
            *before = std::move(page);
            before->operation = operation;
            before->parameters = parameters;
        } else {
            before->pages.append({static_cast<int>(before->rows.size()),
                                  parameters.value(QStringLiteral("cursor")).toString()});
            before->rows += page.rows;
        }
        const QString cursor = answer.value(QStringLiteral("next_cursor")).toString();
        if (cursor.isEmpty()) return handler(*before, answer);
        QJsonObject next = parameters;
        next.insert(QStringLiteral("cursor"), cursor);
        loadPage(key, operation, next, before, handler);
        last_parameters_ = parameters; // the call as a reader would make it: from the first page
        last_parameters_.remove(QStringLiteral("cursor"));
    });
}

void Panel::arrived(const QString& key, quint64 serial, const LinkReply& reply, const ReplyHandler& handler) {
    if (!pending_.contains(key) || pending_[key].serial != serial) return;
    const bool quiet = pending_.take(key).quiet;
    if (!reply.ok()) {
        failed(key, reply);
        return;
    }
    if (!failed_ && !emptied_ && pending_.isEmpty()) cover_->clear();
    const QJsonObject metadata = reply.envelope.value(QStringLiteral("metadata")).toObject();
    const QString as_of = metadata.value(QStringLiteral("data_as_of")).toString();
    if (!as_of.isEmpty() && !last_operation_.startsWith(QLatin1String("app.")))
        title_line_->setAsOf(as_of.left(10));
    const QJsonArray warnings = metadata.value(QStringLiteral("warnings")).toArray();
    for (const QJsonValue& each : warnings)
        if (meansPartial(each.toObject().value(QStringLiteral("code")).toString()) && warning_.isEmpty())
            warning_ = each.toObject().value(QStringLiteral("message")).toString();
    quiet_ = quiet; // what a quiet answer asks next is quiet too
    handler(reply);
    quiet_ = false;
    settle();
}

void Panel::showEmptyCatalog() {
    showEmpty(tr("The catalog is empty. Drop a file anywhere on the window, or choose one."),
              tr("Import a file…"), [this] { desk_.import_files({}); });
}

bool Panel::takesFailure(const QString& key, const LinkReply& reply) {
    Q_UNUSED(key);
    Q_UNUSED(reply);
    return false;
}

void Panel::failed(const QString& key, const LinkReply& reply) {
    if (reply.status == kNotComputable && desk_.catalog_is_empty()) return showEmptyCatalog();
    if (takesFailure(key, reply)) {
        told_ = true;
        if (pending_.isEmpty()) cover_->clear();
        const QJsonArray said = reply.envelope.value(QStringLiteral("errors")).toArray();
        return title_line_->setState(PanelState::Failed,
                                     said.first().toObject().value(QStringLiteral("message")).toString());
    }
    failed_ = true;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    QString message = errors.isEmpty()
                          ? tr("The answer had status %1.").arg(reply.status)
                          : errors.first().toObject().value(QStringLiteral("message")).toString();
    cover_->showError(message, nextStep(reply.status));
    title_line_->setState(PanelState::Failed, message);
}

void Panel::settle() {
    if (!pending_.isEmpty() || failed_ || told_) return;
    if (emptied_) return title_line_->setState(PanelState::Empty);
    title_line_->setState(warning_.isEmpty() ? feed_ : PanelState::Partial, warning_);
}

void Panel::cancelCalls() {
    for (const Pending& each : std::as_const(pending_))
        if (each.call) each.call->cancel();
    pending_.clear();
    cover_->clear();
    title_line_->setState(PanelState::Stale, tr("The last computation was cancelled."));
}

void Panel::showEmpty(const QString& message, const QString& action, std::function<void()> act) {
    act_ = std::move(act);
    emptied_ = true;
    title_line_->setAsOf({}); // nothing is of no date
    if (!loading()) title_line_->setState(PanelState::Empty);
    cover_->showEmpty(message, action);
}

QString Panel::curl() const {
    const OperationInfo* operation = desk_.operations.find(last_operation_);
    return operation ? curlSnippet(desk_.link.address(), desk_.link.tokenFile(),
                                   buildRequest(*operation, last_parameters_))
                     : QString();
}

QString Panel::python() const {
    const OperationInfo* operation = desk_.operations.find(last_operation_);
    return operation ? pythonSnippet(desk_.link.address(), desk_.link.tokenFile(),
                                     buildRequest(*operation, last_parameters_))
                     : QString();
}

void Panel::buildMenu() {
    auto* menu = new QMenu(title_line_->menuButton());
    menu->addAction(tr("Refresh"), this, &Panel::refresh);
    menu->addSeparator();
    menu->addAction(tr("Copy call as curl"), this, [this] { QApplication::clipboard()->setText(curl()); });
    menu->addAction(tr("Copy call as Python"), this,
                    [this] { QApplication::clipboard()->setText(python()); });
    menu->addSeparator();
    menu->addAction(tr("Copy data as CSV"), this,
                    [this] { QApplication::clipboard()->setText(toCsv(exportTable())); });
    menu->addAction(tr("Export data as CSV…"), this, &Panel::exportData);
    QAction* png =
        menu->addAction(tr("Export chart as PNG…"), this, [this] { exportChart(QStringLiteral("png")); });
    QAction* svg =
        menu->addAction(tr("Export chart as SVG…"), this, [this] { exportChart(QStringLiteral("svg")); });
    connect(menu, &QMenu::aboutToShow, this, [this, png, svg] {
        png->setVisible(chart() != nullptr);
        svg->setVisible(chart() != nullptr);
    });
    title_line_->menuButton()->setMenu(menu);
}

void Panel::exportChart(const QString& suffix) {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export chart"), id_ + QLatin1Char('.') + suffix);
    if (!path.isEmpty() && chart())
        desk_.say(exportPicture(*chart(), path) ? tr("Written: %1").arg(path)
                                                : tr("Could not write %1").arg(path));
}

void Panel::exportData() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export data"), id_ + QStringLiteral(".csv"));
    if (!path.isEmpty())
        desk_.say(writeText(path, toCsv(exportTable())) ? tr("Written: %1").arg(path)
                                                        : tr("Could not write %1").arg(path));
}

} // namespace nautilus::ui
