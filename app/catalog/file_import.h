#pragma once
// Carries an import plan out: stages the files, resolves symbols, applies the rules, writes what is new or
// changed, keeps what is refused. One transaction; the same rows again change nothing.

#include "app/catalog/file_staging.h"
#include "engines/kit/catalog.h"

#include <functional>
#include <set>

namespace nautilus::catalog {

/// One import or one trial of it. Used on one thread with a connection of its own.
class FileImport {
public:
    FileImport(Connection& connection, const kit::ImportPlan& plan, const kit::BarRules& rules,
               const kit::Catalog::Progress& progress)
        : db_(connection), plan_(plan), rules_(rules), progress_(progress) {}

    kit::Result<kit::ImportReport> run();
    /// Fills `staged` for one file of the plan, where its format is not one that SQL reads.
    using Stager = std::function<kit::Result<void>(std::size_t file)>;
    void stageBy(Stager stager) { stager_ = std::move(stager); }
    /// Stages and writes inside the caller's transaction, without a new epoch; what it did is in report().
    kit::Result<void> runInside();
    [[nodiscard]] const kit::ImportReport& report() const { return report_; }
    [[nodiscard]] bool changedAnything() const {
        return report_.rows_imported > 0 || report_.rows_quarantined > 0 || new_instruments_ > 0 ||
               other_changes_ > 0;
    }
    /// Begins the epoch of what was written.
    kit::Result<void> finish();
    /// Does it, looks, and takes it back.
    kit::Result<kit::ImportTrial> tryOut();

private:
    /// What the rows of a kind are written to, and by what they are told apart.
    struct Target {
        std::string table;
        std::vector<std::string> keys;   ///< besides dataset
        std::vector<std::string> values; ///< compared
        std::vector<std::string> notes;  ///< written, not compared: source, source_row
        bool keys_are_full = false;      ///< no key is ever null
        bool counted = true;             ///< its rows are the file's rows
    };

    kit::Result<void> stage();
    kit::Result<void> stageSpells();
    kit::Result<void> write();
    kit::Result<void> writeKind();
    kit::Result<void> keepUnreadable();
    kit::Result<void> resolveNames();
    kit::Result<void> addInstruments();
    kit::Result<void> mergeFresh(const Target& target);
    kit::Result<std::int64_t> findDelta(const Target& target);
    kit::Result<void> noteTouched(const std::string& table, const std::string& rows, bool first);
    kit::Result<void> refuseRepeated(const Target& target);
    kit::Result<std::int64_t> insertNewQuarantine(const std::string& table, const std::string& select);
    void tellStaged();

    kit::Result<void> writeBars();
    kit::Result<bool> standTogether();
    kit::Result<void> layOutBars();
    kit::Result<void> sortBars();
    [[nodiscard]] std::string barColumns() const;
    kit::Result<void> judgeBars();
    kit::Result<bool> judgeInOrder();
    kit::Result<void> writeDailyBars();
    kit::Result<void> writeIntradayBars();
    kit::Result<void> writeBarExtras();
    kit::Result<void> writeTicks();
    kit::Result<void> writeFundamentals();
    kit::Result<void> writeMacro();
    kit::Result<void> writeMacroSeries(const std::string& rows);
    kit::Result<void> writeInstruments();
    kit::Result<void> writeClasses(const std::string& rows);
    kit::Result<void> writeActions();
    kit::Result<void> writeUniverse();
    kit::Result<void> writePortfolios();

    /// `staged` rows that were read, with `id`, `source`, `row` (of the file).
    [[nodiscard]] std::string readRows() const;
    /// Members come as changes of a day, not as spells.
    [[nodiscard]] bool isChangeList() const { return plan_.has("added") || plan_.has("removed"); }
    [[nodiscard]] std::string dataset() const { return sqlText(plan_.dataset); }
    [[nodiscard]] std::string column(const std::string& field, const char* type) const {
        return stagedOr(plan_, field, type);
    }
    [[nodiscard]] bool tell(double fraction, std::string_view what) const {
        return !progress_ || progress_(fraction, what);
    }
    [[nodiscard]] kit::Result<void> step(double fraction, std::string_view what) const;
    void warn(std::string text) { report_.warnings.push_back(std::move(text)); }

    Connection& db_;
    const kit::ImportPlan& plan_;
    const kit::BarRules& rules_;
    const kit::Catalog::Progress& progress_;
    Stager stager_;
    kit::ImportReport report_;
    StagedCounts staged_;
    std::set<std::int64_t> touched_; ///< instruments; 0 = rows of none
    bool bars_as_staged_ = false;    ///< `bars` shows the staged rows where they are
    std::int64_t new_instruments_ = 0;
    std::int64_t other_changes_ = 0; ///< rows of side tables
};

} // namespace nautilus::catalog
