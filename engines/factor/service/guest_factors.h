#pragma once
// Factors that are not of the library, studied as those are: synthetic ones and a user's own.

#include "engines/factor/service/factor_research.h"

#include <mutex>

namespace nautilus::factor {

struct ResearchDesk;

struct GuestFactor {
    StudiedFactor studied;
    domain::Matrix values; ///< sessions x stocks, not turned by direction
    std::string text;      ///< what stands for it where tries are counted
};
using GuestPtr = std::shared_ptr<const GuestFactor>;

/// The last few guests that were studied, by library and definition. Any thread.
class GuestShelf {
public:
    [[nodiscard]] GuestPtr find(const ResearchLibrary& library, const std::string& text) const;
    void keep(const std::shared_ptr<const ResearchLibrary>& library, GuestPtr guest);

private:
    struct Kept {
        std::weak_ptr<const ResearchLibrary> library;
        GuestPtr guest;
    };
    mutable std::mutex mutex_; // guards what follows
    std::vector<Kept> shelf_;  ///< newest first
};

/// The guest of an id ("id@2" of a user's factor); its parts are made with it. An id that nothing has is an
/// error of `code` at `pointer`.
kit::Result<GuestPtr> guestFactor(const std::string& id, const std::string& pointer, kit::ErrorCode code,
                                  ResearchDesk& desk);

} // namespace nautilus::factor
