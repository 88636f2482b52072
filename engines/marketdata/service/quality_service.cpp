#include "engines/marketdata/service/quality_service.h"

#include "engines/kit/paging.h"

#include <algorithm>
#include <map>
#include <set>

namespace nautilus::marketdata {

using namespace domain;
using kit::Correction;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::StoredIssue;
using kit::Table;

namespace {

constexpr const char* kWho = "api";

std::string nameOf(const InstrumentDirectory& directory, InstrumentId id) {
    const auto* instrument = directory.byId(id);
    return instrument ? instrument->symbol : std::to_string(id);
}

/// The issue's proposal as a correction.
Correction correctionOf(const StoredIssue& issue, const std::string& reason, Timestamp at) {
    Correction out;
    out.issue_id = issue.issue_id;
    out.dataset = issue.dataset;
    out.id = issue.id;
    out.first = issue.first;
    out.last = issue.last;
    out.field = issue.field;
    out.new_value = issue.proposed;
    out.factor = issue.factor;
    out.rule = issue.rule;
    out.reason = reason.empty() ? issue.code : reason;
    out.who = kWho;
    out.made_at = at;
    return out;
}

bool fitsState(const std::optional<std::string>& wanted, const std::string& state) {
    if (wanted == "unsettled") return state == "open" || state == "undone";
    return !wanted || *wanted == state;
}

bool wanted(const QualityIssuesRequest& request, const StoredIssue& issue, const std::string& symbol) {
    const auto fits = [](const std::optional<std::string>& want, const std::string& is) {
        return !want || *want == is;
    };
    return fits(request.dataset, issue.dataset) && fits(request.symbol, symbol) &&
           fits(request.rule, issue.rule) && fits(request.severity, issue.severity) &&
           fitsState(request.state, issue.state);
}

} // namespace

Result<ScanReport> QualityService::scan(const QualityScanRequest& request,
                                        const kit::Catalog::Progress& progress) {
    const auto directory = directory_();
    std::vector<InstrumentId> ids;
    for (std::size_t i = 0; i < request.symbols.size(); ++i) {
        const auto* instrument = directory->resolve(request.symbols[i], kEndOfTime);
        if (!instrument)
            return fail(ErrorCode::NotFound, "the symbol " + request.symbols[i] + " is not known",
                        "/symbols/" + std::to_string(i));
        ids.push_back(instrument->id);
    }
    bool known = !request.dataset;
    ScanReport total;
    const auto begun = static_cast<double>(directory->datasets.size());
    double done = 0;
    for (const auto& dataset : directory->datasets) {
        if (request.dataset && *request.dataset != dataset.name) continue;
        known = true;
        QualityScan scan(ports_.catalog, store_, ports_.pool, *directory);
        const auto report = scan.run(dataset, ids, [&](double fraction, std::string_view what) {
            return !progress || progress((done + fraction) / begun, what);
        });
        if (!report) return kit::failAs(report);
        total.instruments += report->instruments;
        total.rows += report->rows;
        total.issues += report->issues;
        ++done;
    }
    if (!known) return fail(ErrorCode::NotFound, "there is no such data set", "/dataset");
    return total;
}

Result<std::int64_t> QualityService::rescan(const kit::ImportReport& report,
                                            const kit::Catalog::Progress& progress) {
    const auto directory = directory_();
    const auto dataset = std::ranges::find(directory->datasets, report.dataset, &kit::Dataset::name);
    if (dataset == directory->datasets.end())
        return fail(ErrorCode::NotFound, "there is no such data set", "/dataset");
    if (report.touched_all || !report.touched.empty()) {
        QualityScan scan(ports_.catalog, store_, ports_.pool, *directory);
        const auto scanned =
            scan.run(*dataset, report.touched_all ? std::vector<InstrumentId>{} : report.touched, progress);
        if (!scanned) return kit::failAs(scanned);
    }
    if (auto marked = store_.markScanned(report.dataset); !marked) return kit::failAs(marked);
    const auto all = store_.issues();
    if (!all) return kit::failAs(all);
    return std::ranges::count(*all, report.dataset, &StoredIssue::dataset);
}

Result<Table> QualityService::issues(const QualityIssuesRequest& request, kit::Call& call) {
    const auto directory = directory_();
    call.catalog_epoch = directory->epoch;
    const auto all = store_.issues();
    if (!all) return kit::failAs(all);
    Table::Texts id, dataset, symbol, place, rule, severity, field, code, arguments, state;
    Table::Dates first, last;
    Table::Integers rows, source_row, epoch;
    Table::Numbers observed, proposed, factor;
    for (const auto& issue : *all) {
        const auto name = nameOf(*directory, issue.id);
        if (!wanted(request, issue, name)) continue;
        id.push_back(issue.issue_id);
        dataset.push_back(issue.dataset);
        symbol.push_back(name);
        place.push_back(issue.table);
        first.push_back(issue.first);
        last.push_back(issue.last);
        rows.push_back(issue.rows);
        source_row.push_back(issue.source_row);
        rule.push_back(issue.rule);
        severity.push_back(issue.severity);
        field.push_back(issue.field);
        observed.push_back(issue.observed);
        proposed.push_back(issue.proposed);
        factor.push_back(issue.factor);
        code.push_back(issue.code);
        arguments.push_back(issue.arguments);
        state.push_back(issue.state);
        epoch.push_back(issue.epoch);
    }
    Table table;
    table.add("issue_id", std::move(id));
    table.add("dataset", std::move(dataset));
    table.add("symbol", std::move(symbol));
    table.add("rule", std::move(rule));
    table.add("severity", std::move(severity));
    table.add("state", std::move(state));
    table.add("first_date", std::move(first));
    table.add("last_date", std::move(last));
    table.add("rows", std::move(rows));
    table.add("field", std::move(field));
    table.add("observed", std::move(observed));
    table.add("proposed", std::move(proposed));
    table.add("factor", std::move(factor));
    table.add("code", std::move(code));
    table.add("arguments", std::move(arguments));
    table.add("table", std::move(place));
    table.add("source_row", std::move(source_row));
    table.add("epoch", std::move(epoch));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

/// The audit first: what is not noted is not done.
template <class Answer, class Change>
Result<Answer> QualityService::noted(const std::string& what, const Change& change) {
    const auto note = [&](const std::string& text) {
        return ports_.ledger.audit(ports_.clock.now(), kWho, text);
    };
    if (auto written = note(what); !written) return kit::failAs(written);
    auto done = change();
    if (!done) (void)note("not done: " + what).has_value();
    return done;
}

Result<CorrectionsChanged> QualityService::record(std::vector<Correction> corrections, std::int64_t unchanged,
                                                  const std::string& what) {
    CorrectionsChanged out;
    out.unchanged = unchanged;
    out.corrections = static_cast<std::int64_t>(corrections.size());
    out.catalog_epoch = ports_.catalog.epoch();
    if (corrections.empty()) return out;
    const auto epoch = noted<std::int64_t>(what, [&] { return store_.correct(std::move(corrections)); });
    if (!epoch) return kit::failAs(epoch);
    out.catalog_epoch = *epoch;
    const auto all = store_.corrections();
    if (!all) return kit::failAs(all);
    for (const auto& each : *all)
        if (each.epoch == *epoch) out.correction_ids.push_back(each.correction_id);
    announce_();
    return out;
}

/// Says of issues that the rows are right; no value changes, so the epoch stays.
Result<CorrectionsChanged> QualityService::accept(const RepairRequest& request,
                                                  const std::vector<StoredIssue>& issues) {
    CorrectionsChanged out;
    out.catalog_epoch = ports_.catalog.epoch();
    for (std::size_t i = 0; i < request.issue_ids.size(); ++i) {
        const auto pointer = "/issue_ids/" + std::to_string(i);
        const auto found = std::ranges::find(issues, request.issue_ids[i], &StoredIssue::issue_id);
        if (found == issues.end()) return fail(ErrorCode::NotFound, "there is no issue of this id", pointer);
        if (found->state == "repaired")
            return fail(ErrorCode::Conflict, "this issue is repaired; undo that first", pointer);
        ++(found->state == "accepted" ? out.unchanged : out.corrections);
    }
    if (out.corrections == 0) return out;
    const auto what = "quality: " + std::to_string(out.corrections) + " issues accepted; " + request.reason;
    const auto set = noted<void>(what, [&] { return store_.setState(request.issue_ids, "accepted"); });
    if (!set) return kit::failAs(set);
    return out;
}

Result<CorrectionsChanged> QualityService::repair(const RepairRequest& request, kit::Call& call) {
    const auto all = store_.issues();
    if (!all) return kit::failAs(all);
    std::map<std::string_view, const StoredIssue*> by_id;
    for (const auto& issue : *all)
        by_id[issue.issue_id] = &issue;
    if (request.action == "accept") return accept(request, *all);
    std::vector<Correction> corrections;
    std::set<std::string_view> seen;
    std::int64_t unchanged = 0;
    for (std::size_t i = 0; i < request.issue_ids.size(); ++i) {
        const auto pointer = "/issue_ids/" + std::to_string(i);
        const auto found = by_id.find(request.issue_ids[i]);
        if (found == by_id.end()) return fail(ErrorCode::NotFound, "there is no issue of this id", pointer);
        const auto& issue = *found->second;
        const bool offers = std::isfinite(issue.proposed);
        if (!offers) call.warn("no_proposal", pointer, "this issue proposes no value; nothing was recorded");
        if (!offers || issue.state == "repaired" || !seen.insert(issue.issue_id).second) {
            ++unchanged;
            continue;
        }
        corrections.push_back(correctionOf(issue, request.reason, ports_.clock.now()));
    }
    // Later rules judged values that the earlier ones' proposals give: the same order when they are applied.
    std::ranges::stable_sort(corrections, {},
                             [](const Correction& c) { return c.rule.starts_with("dividend"); });
    const auto count = std::to_string(corrections.size());
    return record(std::move(corrections), unchanged, "quality repair: " + count + " corrections");
}

Result<CorrectionsChanged> QualityService::undo(const UndoRequest& request, kit::Call&) {
    const auto all = store_.corrections();
    if (!all) return kit::failAs(all);
    CorrectionsChanged out;
    for (std::size_t i = 0; i < request.correction_ids.size(); ++i)
        if (std::ranges::find(*all, request.correction_ids[i], &Correction::correction_id) == all->end())
            return fail(ErrorCode::NotFound, "there is no correction of this id",
                        "/correction_ids/" + std::to_string(i));
    for (std::size_t i = 0; i < request.issue_ids.size(); ++i)
        if (std::ranges::find(*all, request.issue_ids[i], &Correction::issue_id) == all->end())
            return fail(ErrorCode::NotFound, "no correction was recorded for this issue",
                        "/issue_ids/" + std::to_string(i));
    for (const auto& each : *all) {
        const bool named =
            std::ranges::find(request.correction_ids, each.correction_id) != request.correction_ids.end() ||
            (!each.issue_id.empty() &&
             std::ranges::find(request.issue_ids, each.issue_id) != request.issue_ids.end());
        if (!named) continue;
        if (each.undone_at)
            ++out.unchanged;
        else
            out.correction_ids.push_back(each.correction_id);
    }
    out.corrections = static_cast<std::int64_t>(out.correction_ids.size());
    out.catalog_epoch = ports_.catalog.epoch();
    if (out.correction_ids.empty()) return out;
    const auto what = "quality undo: " + std::to_string(out.corrections) + " corrections";
    const auto epoch =
        noted<std::int64_t>(what, [&] { return store_.undo(out.correction_ids, ports_.clock.now()); });
    if (!epoch) return kit::failAs(epoch);
    out.catalog_epoch = *epoch;
    announce_();
    return out;
}

/// NotFound when there is no such bar or dividend.
Result<void> QualityService::holdsRow(const CorrectRequest& request, InstrumentId id,
                                      const std::string& dataset) {
    if (request.field != "dividend") {
        const auto rows = store_.rawBars({{id}, request.date, request.date, dataset});
        if (!rows) return kit::failAs(rows);
        if (rows->bars.size() == 0)
            return fail(ErrorCode::NotFound, "there is no bar of this symbol on this day", "/date");
    } else {
        const auto actions = ports_.catalog.corporateActions();
        if (!actions) return kit::failAs(actions);
        if (std::ranges::none_of(*actions, [&](const CorporateAction& a) {
                return a.id == id && a.ex_date == request.date && a.type == "dividend";
            }))
            return fail(ErrorCode::NotFound, "there is no dividend of this symbol on this day", "/date");
    }
    return {};
}

Result<CorrectionsChanged> QualityService::correct(const CorrectRequest& request, kit::Call& call) {
    const auto directory = directory_();
    const auto* instrument = directory->resolve(request.symbol, request.date);
    if (!instrument)
        return fail(ErrorCode::NotFound, "the symbol " + request.symbol + " is not known", "/symbol");
    if (request.value <= 0 && request.field != "volume" && request.field != "dividend")
        return fail(ErrorCode::InvalidArgument, "a price is above 0", "/value");
    const auto dataset = request.dataset.value_or(instrument->dataset);
    if (auto held = holdsRow(request, instrument->id, dataset); !held) return kit::failAs(held);
    if (request.dry_run) {
        call.warn("dry_run", "", "nothing was changed");
        return CorrectionsChanged{1, 0, {}, ports_.catalog.epoch()};
    }
    Correction made{0,
                    "",
                    dataset,
                    instrument->id,
                    request.date,
                    request.date,
                    request.field,
                    kMissing,
                    request.value,
                    kMissing,
                    "by_hand",
                    request.reason,
                    kWho,
                    ports_.clock.now(),
                    {},
                    0,
                    true};
    return record({std::move(made)}, 0, "correction by hand: " + request.symbol + " " + request.date.iso());
}

Result<Table> QualityService::corrections(const QualityIssuesRequest& request, kit::Call& call) {
    const auto directory = directory_();
    call.catalog_epoch = directory->epoch;
    const auto all = store_.corrections();
    if (!all) return kit::failAs(all);
    Table::Integers id, epoch;
    Table::Texts issue, dataset, symbol, field, rule, reason, who, made, undone, state;
    Table::Dates first, last;
    Table::Numbers old_value, new_value, factor;
    for (const auto& c : *all) {
        const auto name = nameOf(*directory, c.id);
        if ((request.symbol && *request.symbol != name) || (request.dataset && *request.dataset != c.dataset))
            continue;
        id.push_back(c.correction_id);
        issue.push_back(c.issue_id);
        dataset.push_back(c.dataset);
        symbol.push_back(name);
        first.push_back(c.first);
        last.push_back(c.last);
        field.push_back(c.field);
        old_value.push_back(c.old_value);
        new_value.push_back(c.new_value);
        factor.push_back(c.factor);
        rule.push_back(c.rule);
        reason.push_back(c.reason);
        who.push_back(c.who);
        made.push_back(c.made_at.rfc3339());
        undone.push_back(c.undone_at ? c.undone_at->rfc3339() : "");
        state.push_back(c.applies ? "applied" : c.undone_at ? "undone" : "stale");
        epoch.push_back(c.epoch);
    }
    Table table;
    table.add("correction_id", std::move(id));
    table.add("state", std::move(state));
    table.add("symbol", std::move(symbol));
    table.add("first_date", std::move(first));
    table.add("last_date", std::move(last));
    table.add("field", std::move(field));
    table.add("old_value", std::move(old_value));
    table.add("new_value", std::move(new_value));
    table.add("factor", std::move(factor));
    table.add("rule", std::move(rule));
    table.add("reason", std::move(reason));
    table.add("who", std::move(who));
    table.add("made_at", std::move(made));
    table.add("undone_at", std::move(undone));
    table.add("issue_id", std::move(issue));
    table.add("dataset", std::move(dataset));
    table.add("epoch", std::move(epoch));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<DailyBars> QualityService::rawBars(const kit::BarQuery& query) {
    auto raw = store_.rawBars(query);
    if (!raw) return kit::failAs(raw);
    return std::move(raw->bars);
}

Result<void> QualityService::warnOfCorrections(const kit::BarQuery& query, kit::Call& call) {
    const auto all = store_.corrections();
    if (!all) return kit::failAs(all);
    for (const auto& c : *all) {
        if (!c.applies || c.last < query.from || c.first > query.to || c.field == "dividend") continue;
        if (std::ranges::find(query.instruments, c.id) == query.instruments.end()) continue;
        call.warn("corrected", "/data/rows",
                  c.field + " is a corrected value from " + c.first.iso() + " to " + c.last.iso(),
                  kit::Value::Object{{"field", c.field},
                                     {"first_date", c.first.iso()},
                                     {"last_date", c.last.iso()},
                                     {"correction_id", c.correction_id},
                                     {"rule", c.rule}});
    }
    return {};
}

} // namespace nautilus::marketdata
