#pragma once
// Value at risk and its parts, back-tests, stress and liquidity of one portfolio. All block where prices are
// not kept yet: for a driver or a worker. Any number of threads.

#include "engines/factor/contract/model_access.h"
#include "engines/kit/catalog.h"
#include "engines/risk/contract/figures.h"
#include "engines/risk/contract/liquidity.h"
#include "engines/risk/kernel/book_risk.h"
#include "engines/risk/service/priced_book.h"

namespace nautilus::risk {

/// What the figures are made from.
struct FigureSources {
    BookReader& reader;
    kit::Catalog& catalog;
    factor::ModelAccess* model = nullptr;
};

kit::Result<VarResult> answerVar(const FigureSources& from, const VarRequest& request, kit::Call& call);
kit::Result<BacktestResult> answerBacktest(const FigureSources& from, const BacktestRequest& request,
                                           kit::Call& call);
kit::Result<StressResult> answerStress(const FigureSources& from, const StressRequest& request,
                                       kit::Call& call);
kit::Result<LiquidityResult> answerLiquidity(const FigureSources& from, const LiquidityRequest& request,
                                             kit::Call& call);

/// The positions that have a history: places, weights and T x N returns.
struct Scenarios {
    std::vector<std::size_t> place;
    std::vector<double> weights;
    domain::Matrix returns;
};
[[nodiscard]] Scenarios scenariosOf(const PricedBook& book);

/// The book, or the positions, that a request speaks of; sets `data_as_of`, epoch and hands warnings on under
/// `pointer`.
template <class Request>
kit::Result<PricedBook> bookOf(const FigureSources& from, const Request& request, std::size_t window,
                               const char* pointer, kit::Call& call) {
    CheckRequest question;
    question.portfolio_id = request.portfolio_id;
    question.positions = request.positions;
    question.portfolio_value = request.portfolio_value;
    question.cash = request.cash;
    question.window = static_cast<std::int64_t>(window);
    question.as_of = request.as_of;
    auto book = question.positions.empty()
                    ? from.reader.ofBook({question.portfolio_id, question.as_of, question.market, window})
                    : from.reader.ofRequest(question);
    if (!book) return book;
    call.data_as_of = book->as_of;
    call.catalog_epoch = book->epoch;
    for (const auto& warning : book->warnings)
        call.warn(warning.code, pointer, warning.message);
    return book;
}

} // namespace nautilus::risk
