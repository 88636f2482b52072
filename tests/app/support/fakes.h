#pragma once
// Ports for tests: time that stands still until it is told to go on, stores in memory. They pass the same
// conformance suites as the embedded ones.

#include "engines/kit/blocks.h"
#include "engines/kit/catalog.h"
#include "engines/kit/clock.h"
#include "engines/kit/digest.h"
#include "engines/kit/ledger.h"
#include "engines/kit/stream.h"
#include "engines/kit/topic.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace nautilus::test {

class FakeClock final : public kit::Clock {
public:
    [[nodiscard]] domain::Timestamp now() const override { return {wall_ns_}; }
    [[nodiscard]] std::int64_t steadyNs() const override { return steady_ns_; }
    void advance(std::int64_t ns) {
        wall_ns_ += ns;
        steady_ns_ += ns;
    }

private:
    std::int64_t wall_ns_ = 1'578'690'000'000'000'000; // 2020-01-10T21:00:00Z
    std::int64_t steady_ns_ = 1;
};

class MemoryLedger : public kit::Ledger {
public:
    [[nodiscard]] bool connected() const override { return true; }
    kit::Result<std::int64_t> nextSequence(std::string_view name) override {
        return ++sequences_[std::string(name)];
    }
    kit::Result<void> saveJob(const kit::JobRecord& job) override {
        const auto found = std::ranges::find(jobs_, job.job_id, &kit::JobRecord::job_id);
        if (found == jobs_.end())
            jobs_.push_back(job);
        else
            *found = job;
        return {};
    }
    kit::Result<std::vector<kit::JobRecord>> jobs(std::size_t limit) override { return newest(jobs_, limit); }
    kit::Result<std::optional<kit::JobRecord>> job(std::string_view id) override {
        const auto found = std::ranges::find(jobs_, id, &kit::JobRecord::job_id);
        return found == jobs_.end() ? std::optional<kit::JobRecord>() : *found;
    }
    kit::Result<std::int64_t> failInterruptedJobs(domain::Timestamp now) override {
        std::int64_t failed = 0;
        for (auto& job : jobs_)
            if (job.state == kit::JobState::Queued || job.state == kit::JobState::Running) {
                job.state = kit::JobState::Failed;
                job.error = "interrupted";
                job.finished_at = now;
                ++failed;
            }
        return failed;
    }
    kit::Result<void> saveRun(const kit::RunRecord& run) override {
        if (std::ranges::find(runs_, run.run_id, &kit::RunRecord::run_id) == runs_.end())
            runs_.push_back(run);
        return {};
    }
    kit::Result<std::vector<kit::RunRecord>> runs(std::string_view engine, std::size_t limit) override {
        auto mine = runs_;
        std::erase_if(mine, [&](const kit::RunRecord& run) { return run.engine != engine; });
        return newest(mine, limit);
    }
    kit::Result<std::optional<kit::RunRecord>> run(std::string_view id) override {
        const auto found = std::ranges::find(runs_, id, &kit::RunRecord::run_id);
        return found == runs_.end() ? std::optional<kit::RunRecord>() : *found;
    }
    kit::Result<void> audit(domain::Timestamp, std::string_view, std::string_view) override { return {}; }
    kit::Result<std::vector<kit::JournalEntry>> append(std::span<const kit::JournalEntry> entries) override {
        std::vector<kit::JournalEntry> out;
        for (const auto& entry : entries) {
            auto& all = journals_[entry.journal];
            const auto same = [&](const auto& each) { return !entry.key.empty() && each.key == entry.key; };
            const auto found = std::ranges::find_if(all, same);
            if (found != all.end()) {
                out.push_back(*found);
                continue;
            }
            out.push_back(all.emplace_back(entry));
            out.back().number = all.back().number = static_cast<std::int64_t>(all.size());
        }
        return out;
    }
    kit::Result<std::vector<kit::JournalEntry>> journal(std::string_view journal, std::int64_t after,
                                                        std::size_t limit) override {
        std::vector<kit::JournalEntry> out;
        for (const auto& entry : journals_[std::string(journal)])
            if (entry.number > after && out.size() < limit) out.push_back(entry);
        return out;
    }
    kit::Result<void> saveText(std::string_view kind, const kit::SavedText& text) override {
        texts_[std::string(kind)][text.name] = text;
        return {};
    }
    kit::Result<std::vector<kit::SavedText>> texts(std::string_view kind) override {
        std::vector<kit::SavedText> out;
        for (const auto& [name, text] : texts_[std::string(kind)])
            out.push_back(text);
        return out;
    }
    kit::Result<bool> removeText(std::string_view kind, std::string_view name) override {
        return texts_[std::string(kind)].erase(std::string(name)) > 0;
    }

private:
    template <class T>
    static std::vector<T> newest(const std::vector<T>& all, std::size_t limit) {
        std::vector<T> out(all.rbegin(), all.rend());
        if (out.size() > limit) out.resize(limit);
        return out;
    }
    std::map<std::string, std::int64_t> sequences_;
    std::map<std::string, std::map<std::string, kit::SavedText>> texts_;
    std::map<std::string, std::vector<kit::JournalEntry>> journals_;
    std::vector<kit::JobRecord> jobs_;
    std::vector<kit::RunRecord> runs_;
};

/// For one thread: keeps every message and hands it on at once.
class MemoryStream : public kit::Stream {
public:
    void publish(std::string topic, std::string payload, std::string engine, bool last = false) override {
        const auto count =
            std::ranges::count(sent_, topic, [](const auto& each) { return each.first.topic; });
        sent_.push_back({{std::move(topic),
                          std::move(payload),
                          sent_.size() + 1,
                          static_cast<std::uint64_t>(count) + 1,
                          {},
                          last},
                         std::move(engine)});
        const auto message = sent_.back().first;
        for (const auto id : ids())
            if (const auto found = receivers_->find(id);
                found != receivers_->end() && fits(found->second.first, message.topic))
                found->second.second(message);
    }
    [[nodiscard]] std::unique_ptr<kit::Subscription> subscribe(std::string pattern,
                                                               Receive receive) override {
        receivers_->emplace(++last_id_, std::pair(std::move(pattern), std::move(receive)));
        return std::make_unique<Handle>(receivers_, last_id_);
    }
    [[nodiscard]] bool wanted(const std::string& topic) const override {
        return std::ranges::any_of(*receivers_,
                                   [&](const auto& each) { return fits(each.second.first, topic); });
    }
    [[nodiscard]] kit::Recall latest(const std::string& pattern, std::size_t most) const override {
        std::map<std::string, kit::MessagePtr> newest;
        for (const auto& [message, engine] : sent_)
            if (fits(pattern, message.topic))
                newest[message.topic] = std::make_shared<const kit::Message>(message);
        kit::Recall out;
        out.sequence = sent_.size();
        for (const auto& [topic, message] : newest)
            out.messages.push_back(message);
        std::ranges::sort(out.messages, std::greater{}, [](const auto& m) { return m->sequence; });
        if (out.messages.size() > most) out.left_off = out.messages.size() - most;
        out.messages.resize(out.messages.size() - out.left_off);
        std::ranges::reverse(out.messages);
        return out;
    }
    [[nodiscard]] kit::Recall topicSince(const std::string& topic, std::uint64_t after) const override {
        kit::Recall out;
        out.sequence = sent_.size();
        const auto count = static_cast<std::uint64_t>(
            std::ranges::count(sent_, topic, [](const auto& each) { return each.first.topic; }));
        if (after > count) {
            out.missed.push_back({topic, after + 1, 0});
            after = 0;
        }
        for (const auto& [message, engine] : sent_)
            if (message.topic == topic && message.topic_sequence > after)
                out.messages.push_back(std::make_shared<const kit::Message>(message));
        return out;
    }
    [[nodiscard]] kit::Recall since(const std::string& pattern, std::uint64_t after) const override {
        kit::Recall out;
        out.sequence = sent_.size();
        if (after > sent_.size()) {
            out.missed.push_back({pattern, 0, 0});
            after = 0;
        }
        for (const auto& [message, engine] : sent_)
            if (fits(pattern, message.topic) && message.sequence > after)
                out.messages.push_back(std::make_shared<const kit::Message>(message));
        return out;
    }
    [[nodiscard]] bool connected() const override { return true; }
    [[nodiscard]] std::uint64_t sentCount(const std::string& engine,
                                          const std::string& topic) const override {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            sent_, [&](const auto& each) { return each.first.topic == topic && each.second == engine; }));
    }

    /// Everything, with the engine that said it.
    [[nodiscard]] const std::vector<std::pair<kit::Message, std::string>>& sent() const { return sent_; }

private:
    using Receivers = std::map<std::uint64_t, std::pair<std::string, Receive>>;
    class Handle final : public kit::Subscription {
    public:
        Handle(std::shared_ptr<Receivers> all, std::uint64_t id) : all_(std::move(all)), id_(id) {}
        ~Handle() override { all_->erase(id_); }
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;

    private:
        std::shared_ptr<Receivers> all_;
        std::uint64_t id_;
    };
    static bool fits(const std::string& pattern, const std::string& topic) {
        return kit::topicMatches(pattern, topic);
    }
    [[nodiscard]] std::vector<std::uint64_t> ids() const {
        std::vector<std::uint64_t> out;
        for (const auto& [id, receiver] : *receivers_)
            out.push_back(id);
        return out;
    }
    std::vector<std::pair<kit::Message, std::string>> sent_;
    std::shared_ptr<Receivers> receivers_ = std::make_shared<Receivers>();
    std::uint64_t last_id_ = 0;
};

class MemoryBlocks final : public kit::BlockStore {
public:
    kit::Result<kit::BlockInfo> write(const std::string& run_id, const kit::FactorBlock& block) override {
        if (run_id.empty() || block.first_row >= block.end_row)
            return kit::fail(kit::ErrorCode::Internal, "a factor block has no valid name or no rows");
        kit::BlockInfo info{{}, {}, 0, block.sessions[block.first_row], block.sessions[block.end_row - 1]};
        std::string bytes;
        for (std::size_t row = block.first_row; row < block.end_row; ++row)
            for (std::size_t i = 0; i < block.instruments.size(); ++i) {
                const auto missing = [&](const auto& view) { return std::isnan(view.at(row, i)); };
                if (std::ranges::all_of(block.values, missing)) continue;
                ++info.rows;
                for (const auto& view : block.values)
                    bytes += std::to_string(view.at(row, i)) + ",";
            }
        info.name = info.first.iso() + "_" + info.last.iso();
        info.sha256 = kit::contentHash(bytes);
        runs_.insert(run_id);
        return info;
    }
    kit::Result<std::int64_t> removeOrphans(std::span<const std::string> known) override {
        return static_cast<std::int64_t>(std::erase_if(
            runs_, [&](const auto& run) { return std::ranges::find(known, run) == known.end(); }));
    }

private:
    std::set<std::string> runs_;
};

/// Data sets are handed over in memory under a folder's name; `importDataset` takes them in.
class MemoryCatalog final : public kit::Catalog {
public:
    struct Data {
        kit::Dataset dataset;
        std::vector<domain::Instrument> instruments;
        domain::DailyBars bars; ///< ordered
    };
    void offer(const std::string& folder, Data data) { offered_[folder] = std::move(data); }

    [[nodiscard]] std::int64_t epoch() const override { return epoch_; }
    [[nodiscard]] bool connected() const override { return true; }
    kit::Result<std::vector<kit::Dataset>> datasets() override {
        return epoch_ == 0 ? std::vector<kit::Dataset>{} : std::vector{data_.dataset};
    }
    kit::Result<std::vector<domain::Instrument>> instruments() override {
        auto out = data_.instruments;
        std::ranges::sort(out, {}, &domain::Instrument::id);
        return out;
    }
    kit::Result<std::vector<domain::Alias>> aliases() override { return std::vector<domain::Alias>{}; }
    kit::Result<std::vector<domain::Classification>> classifications() override {
        return std::vector<domain::Classification>{};
    }
    kit::Result<std::vector<kit::Universe>> universes() override { return std::vector<kit::Universe>{}; }
    kit::Result<std::vector<domain::UniverseSpell>> universe(std::string_view) override {
        return std::vector<domain::UniverseSpell>{};
    }
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        domain::DailyBars out;
        for (std::size_t i = 0; i < data_.bars.size(); ++i) {
            const auto id = data_.bars.instrument[i];
            const auto session = data_.bars.session[i];
            const bool wanted = query.instruments.empty() || std::ranges::count(query.instruments, id) > 0;
            const bool of_set = query.dataset.empty() || query.dataset == data_.dataset.name;
            if (!wanted || !of_set || session < query.from || session > query.to) continue;
            append(out, data_.bars, i);
        }
        if (query.closes_only)
            for (auto* column : {&out.open, &out.high, &out.low})
                column->clear();
        return out;
    }
    kit::Result<std::vector<kit::BarSpan>> barSpans() override {
        std::map<domain::InstrumentId, kit::BarSpan> spans;
        for (std::size_t i = 0; i < data_.bars.size(); ++i) {
            const auto id = data_.bars.instrument[i];
            const auto session = data_.bars.session[i];
            auto& span = spans.try_emplace(id, kit::BarSpan{id, session, session}).first->second;
            span.first = std::min(span.first, session);
            span.last = std::max(span.last, session);
        }
        std::vector<kit::BarSpan> out;
        for (const auto& [id, span] : spans)
            out.push_back(span);
        return out;
    }
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override {
        return std::vector<domain::CorporateAction>{};
    }
    kit::Result<domain::FactTable> fundamentals() override { return domain::FactTable{}; }
    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view) override {
        return std::vector<domain::MacroValue>{};
    }
    kit::Result<std::vector<kit::QuarantinedRow>> quarantine() override { return quarantine_; }
    kit::Result<std::vector<kit::SourceRow>> barSources(domain::InstrumentId, domain::SessionDate,
                                                        domain::SessionDate) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<std::vector<kit::SourceRow>> factSources(const std::vector<domain::InstrumentId>&) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<std::vector<kit::SourceRow>> macroSources(std::string_view) override {
        return std::vector<kit::SourceRow>{};
    }
    kit::Result<kit::ImportReport> importDataset(const std::string& folder, const kit::BarRules& rules,
                                                 const Progress& progress) override;

private:
    static void append(domain::DailyBars& out, const domain::DailyBars& from, std::size_t i) {
        out.instrument.push_back(from.instrument[i]);
        out.session.push_back(from.session[i]);
        out.open.push_back(from.open[i]);
        out.high.push_back(from.high[i]);
        out.low.push_back(from.low[i]);
        out.close.push_back(from.close[i]);
        out.adj_close.push_back(from.adj_close[i]);
        out.volume.push_back(from.volume[i]);
    }
    std::map<std::string, Data> offered_;
    std::string imported_;
    Data data_;
    std::vector<kit::QuarantinedRow> quarantine_;
    std::int64_t epoch_ = 0;
};

inline kit::Result<kit::ImportReport> MemoryCatalog::importDataset(const std::string& folder,
                                                                   const kit::BarRules& rules,
                                                                   const Progress& progress) {
    const auto found = offered_.find(folder);
    if (found == offered_.end())
        return kit::fail(kit::ErrorCode::InvalidArgument, "no such data set", "/folder");
    const auto& bars = found->second.bars;
    kit::ImportReport report{found->second.dataset.name};
    report.rows_read = static_cast<std::int64_t>(bars.size());
    report.catalog_epoch = epoch_;
    if (imported_ == folder) {
        report.rows_unchanged = report.rows_read;
        return report;
    }
    if (progress && !progress(0.5, "bars"))
        return kit::fail(kit::ErrorCode::Cancelled, "the import was cancelled");
    Data kept{found->second.dataset, found->second.instruments, {}};
    std::vector<kit::QuarantinedRow> refused;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto one = [&](const auto& column) { return std::span(column).subspan(i, 1); };
        const auto reason =
            rules({bars.instrument[i], "stock", one(bars.session), one(bars.open), one(bars.high),
                   one(bars.low), one(bars.close), one(bars.adj_close), one(bars.volume)})
                .front();
        if (reason.empty())
            append(kept.bars, bars, i);
        else
            refused.push_back({bars.instrument[i], bars.session[i], std::string(reason), "memory", 0});
    }
    data_ = std::move(kept);
    quarantine_ = std::move(refused);
    imported_ = folder;
    report.rows_quarantined = static_cast<std::int64_t>(quarantine_.size());
    report.rows_imported = report.rows_read - report.rows_quarantined;
    report.instruments = static_cast<std::int64_t>(data_.instruments.size());
    report.catalog_epoch = ++epoch_;
    return report;
}

} // namespace nautilus::test
