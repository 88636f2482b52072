#include "engines/portfolio/kernel/refusal.h"

namespace nautilus::portfolio {

std::string_view refusalWord(RefusalCode code) {
    constexpr std::string_view kWords[] = {"zero_quantity",
                                           "wrong_sign",
                                           "no_instrument",
                                           "wrong_currency",
                                           "before_opening",
                                           "out_of_order",
                                           "shorting_not_allowed",
                                           "more_than_held",
                                           "not_held",
                                           "other_side_held",
                                           "lot_unknown",
                                           "lot_closed",
                                           "lots_mismatch",
                                           "lots_not_allowed",
                                           "lots_missing",
                                           "nothing_paid_for",
                                           "transaction_unknown",
                                           "is_reversal",
                                           "already_reversed",
                                           "before_snapshot",
                                           "still_needed",
                                           "overflow"};
    static_assert(std::size(kWords) == static_cast<std::size_t>(RefusalCode::Overflow) + 1);
    return kWords[static_cast<std::size_t>(code)];
}

} // namespace nautilus::portfolio
