#pragma once

#include "engines/factor/contract/user_factors.h"
#include "engines/kit/saved_records.h"

namespace nautilus::factor {

/// The factors that a user keeps. Blocks: for a driver or worker thread; one thread changes them at a time.
class UserFactors {
public:
    UserFactors(kit::Ledger& ledger, kit::Clock& clock, kit::ReadJson read_json)
        : clock_(clock), records_(ledger, clock, "user_factor", std::move(read_json)) {}

    [[nodiscard]] kit::Result<UserFactorList> all();
    /// A text that differs from the last version's is the next version. The text is checked by the caller.
    kit::Result<UserFactor> save(const UserFactorRequest& request);
    /// With all its versions; what was not there is no fault. Answers what is left.
    kit::Result<UserFactorList> remove(const std::string& factor_id);
    /// Text and direction of "id" or "id@version"; nothing when no such factor is kept.
    struct Meant {
        std::string expression;
        std::int64_t direction = 1;
        std::string reference; ///< with the version: "id@2"
    };
    [[nodiscard]] kit::Result<std::optional<Meant>> find(std::string_view reference);

private:
    kit::Clock& clock_;
    kit::SavedRecords<UserFactor> records_;
};

} // namespace nautilus::factor
