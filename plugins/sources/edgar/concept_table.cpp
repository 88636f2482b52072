#include "plugins/sources/edgar/concept_table.h"

#include <array>

namespace nautilus::sources::edgar {

namespace {

using enum Nature;

constexpr std::array kConcepts{
    Concept{"revenue", Flow,
            "Revenues RevenueFromContractWithCustomerExcludingAssessedTax SalesRevenueNet "
            "RevenueFromContractWithCustomerIncludingAssessedTax RevenuesNetOfInterestExpense",
            "Revenue RevenueFromContractsWithCustomers"},
    Concept{"cost_of_revenue", Flow, "CostOfRevenue CostOfGoodsAndServicesSold CostOfGoodsSold",
            "CostOfSales"},
    Concept{"gross_profit", Flow, "GrossProfit", "GrossProfit"},
    Concept{"operating_income", Flow, "OperatingIncomeLoss", "ProfitLossFromOperatingActivities"},
    Concept{
        "pretax_income", Flow,
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest "
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodI"
        "nvestments",
        "ProfitLossBeforeTax"},
    Concept{"income_tax", Flow, "IncomeTaxExpenseBenefit", "IncomeTaxExpenseContinuingOperations"},
    Concept{"net_income", Flow, "NetIncomeLoss ProfitLoss NetIncomeLossAvailableToCommonStockholdersBasic",
            "ProfitLossAttributableToOwnersOfParent ProfitLoss"},
    Concept{"research_and_development", Flow,
            "ResearchAndDevelopmentExpense ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost",
            "ResearchAndDevelopmentExpense"},
    Concept{"sga", Flow, "SellingGeneralAndAdministrativeExpense", "SellingGeneralAndAdministrativeExpense"},
    Concept{"interest_expense", Flow, "InterestExpense InterestExpenseNonoperating InterestExpenseDebt",
            "InterestExpense FinanceCosts"},
    Concept{"depreciation", Flow,
            "DepreciationDepletionAndAmortization DepreciationAmortizationAndAccretionNet "
            "DepreciationAndAmortization",
            "AdjustmentsForDepreciationAndAmortisationExpense DepreciationAndAmortisationExpense"},
    Concept{"operating_cash_flow", Flow,
            "NetCashProvidedByUsedInOperatingActivities "
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
            "CashFlowsFromUsedInOperatingActivities"},
    Concept{"capex", Flow, "PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquireProductiveAssets",
            "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities"},
    Concept{"dividends_paid", Flow, "PaymentsOfDividendsCommonStock PaymentsOfDividends",
            "DividendsPaidClassifiedAsFinancingActivities "
            "DividendsPaidToEquityHoldersOfParentClassifiedAsFinancingActivities"},
    Concept{"buybacks", Flow, "PaymentsForRepurchaseOfCommonStock", "PaymentsToAcquireOrRedeemEntitysShares"},
    Concept{"eps_basic", PerShare, "EarningsPerShareBasic EarningsPerShareBasicAndDiluted",
            "BasicEarningsLossPerShare"},
    Concept{"eps_diluted", PerShare, "EarningsPerShareDiluted EarningsPerShareBasicAndDiluted",
            "DilutedEarningsLossPerShare"},
    Concept{"dividends_per_share", PerShare,
            "CommonStockDividendsPerShareDeclared CommonStockDividendsPerShareCashPaid",
            "DividendsRecognisedAsDistributionsToOwnersPerShare"},
    Concept{"shares_basic", Average, "WeightedAverageNumberOfSharesOutstandingBasic",
            "WeightedAverageShares"},
    Concept{"shares_diluted", Average, "WeightedAverageNumberOfDilutedSharesOutstanding",
            "AdjustedWeightedAverageShares"},
    Concept{"total_assets", Level, "Assets", "Assets"},
    Concept{"current_assets", Level, "AssetsCurrent", "CurrentAssets"},
    Concept{"total_liabilities", Level, "Liabilities", "Liabilities"},
    Concept{"current_liabilities", Level, "LiabilitiesCurrent", "CurrentLiabilities"},
    Concept{"equity", Level,
            "StockholdersEquity StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "EquityAttributableToOwnersOfParent Equity"},
    Concept{"minority_interest", Level, "MinorityInterest", "NoncontrollingInterests"},
    Concept{"preferred_equity", Level, "PreferredStockValue PreferredStockValueOutstanding", ""},
    Concept{"retained_earnings", Level, "RetainedEarningsAccumulatedDeficit", "RetainedEarnings"},
    Concept{"cash", Level,
            "CashAndCashEquivalentsAtCarryingValue "
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents Cash",
            "CashAndCashEquivalents"},
    Concept{"receivables", Level, "AccountsReceivableNetCurrent ReceivablesNetCurrent",
            "TradeAndOtherCurrentReceivables"},
    Concept{"inventory", Level, "InventoryNet", "Inventories"},
    Concept{"payables", Level, "AccountsPayableCurrent AccountsPayableTradeCurrent",
            "TradeAndOtherCurrentPayables"},
    Concept{"property_plant_equipment", Level, "PropertyPlantAndEquipmentNet", "PropertyPlantAndEquipment"},
    Concept{"goodwill", Level, "Goodwill", "Goodwill"},
    Concept{"long_term_debt", Level,
            "LongTermDebtNoncurrent LongTermDebtAndCapitalLeaseObligations LongTermDebt",
            "LongtermBorrowings"},
    Concept{"short_term_debt", Level, "DebtCurrent ShortTermBorrowings LongTermDebtCurrent",
            "ShorttermBorrowings CurrentPortionOfLongtermBorrowings"},
    Concept{"shares_outstanding", Count,
            "dei:EntityCommonStockSharesOutstanding CommonStockSharesOutstanding",
            "dei:EntityCommonStockSharesOutstanding NumberOfSharesOutstanding"},
};

} // namespace

std::span<const Concept> concepts() {
    return kConcepts;
}

} // namespace nautilus::sources::edgar
