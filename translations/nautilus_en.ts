<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>nautilus::ui::ActionsDialog</name>
    <message numerus="yes">
        <source>Recorded: %n transactions</source>
        <translation>
            <numerusform>Recorded: %n transaction</numerusform>
            <numerusform>Recorded: %n transactions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions that the book does not have yet:</source>
        <translation>
            <numerusform>%n transaction that the book does not have yet:</numerusform>
            <numerusform>%n transactions that the book does not have yet:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AlertsPanel</name>
    <message numerus="yes">
        <source>%n watched</source>
        <translation>
            <numerusform>%n watched</numerusform>
            <numerusform>%n watched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ContributionsPanel</name>
    <message numerus="yes">
        <source>after %n days, %</source>
        <translation>
            <numerusform>after %n day, %</numerusform>
            <numerusform>after %n days, %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CoveragePanel</name>
    <message numerus="yes">
        <source>%n data sets</source>
        <translation>
            <numerusform>%n data set</numerusform>
            <numerusform>%n data sets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExpressionPanel</name>
    <message numerus="yes">
        <source>%n stocks</source>
        <translation>
            <numerusform>%n stock</numerusform>
            <numerusform>%n stocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FactorHealthPanel</name>
    <message numerus="yes">
        <source>%n factors, all good</source>
        <translation>
            <numerusform>%n factor, good</numerusform>
            <numerusform>%n factors, all good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n factors, %1 to look at</source>
        <translation>
            <numerusform>%n factor, %1 to look at</numerusform>
            <numerusform>%n factors, %1 to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FactorMapPanel</name>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n factor</numerusform>
            <numerusform>%n factors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ImportWizard</name>
    <message numerus="yes">
        <source>%n point(s) for the quality report.</source>
        <translation>
            <numerusform>%n point for the quality report.</numerusform>
            <numerusform>%n points for the quality report.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ImportancePanel</name>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n feature</numerusform>
            <numerusform>%n features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobsPanel</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LibraryPanel</name>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n factor</numerusform>
            <numerusform>%n factors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LiveChartPanel</name>
    <message numerus="yes">
        <source>%n trades came late: the bar that they belong to was closed, they are not in it.</source>
        <translation>
            <numerusform>%n trade came late: the bar that it belongs to was closed, it is not in it.</numerusform>
            <numerusform>%n trades came late: the bars that they belong to were closed, they are not in them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LotsPanel</name>
    <message numerus="yes">
        <source>%n lots</source>
        <translation>
            <numerusform>%n lot</numerusform>
            <numerusform>%n lots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MacroPanel</name>
    <message numerus="yes">
        <source>%n periods were revised</source>
        <translation>
            <numerusform>%n period was revised</numerusform>
            <numerusform>%n periods were revised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>surprise (%n d)</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>surprise (%n d)</numerusform>
            <numerusform>surprise (%n d)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MetricsPanel</name>
    <message numerus="yes">
        <source>%n measures</source>
        <translation>
            <numerusform>%n measure</numerusform>
            <numerusform>%n measures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MonitorPanel</name>
    <message numerus="yes">
        <source>%n prices are stale</source>
        <translation>
            <numerusform>%n price is stale</numerusform>
            <numerusform>%n prices are stale</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OperationsPanel</name>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OptimiserPanel</name>
    <message numerus="yes">
        <source>%n limits of single names are to be changed by hand.</source>
        <translation>
            <numerusform>%n limit of a single name is to be changed by hand.</numerusform>
            <numerusform>%n limits of single names are to be changed by hand.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OptimiserResults</name>
    <message numerus="yes">
        <source>%n iterations</source>
        <translation>
            <numerusform>%n iteration</numerusform>
            <numerusform>%n iterations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PerformancePanel</name>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PolicyBacktestPanel</name>
    <message numerus="yes">
        <source>%1: %n rebalancings without an answer, the weights were kept</source>
        <translation>
            <numerusform>%1: %n rebalancing without an answer, the weights were kept</numerusform>
            <numerusform>%1: %n rebalancings without an answer, the weights were kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PolicyValidationPanel</name>
    <message numerus="yes">
        <source>%1: %n splits without an answer: %2</source>
        <translation>
            <numerusform>%1: %n split without an answer: %2</numerusform>
            <numerusform>%1: %n splits without an answer: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::QualityPanel</name>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RankingPanel</name>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n factor</numerusform>
            <numerusform>%n factors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RiskPanel</name>
    <message numerus="yes">
        <source>%n other stocks</source>
        <translation>
            <numerusform>%n other stock</numerusform>
            <numerusform>%n other stocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n positions</source>
        <translation>
            <numerusform>%n position</numerusform>
            <numerusform>%n positions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RiskProofPanel</name>
    <message numerus="yes">
        <source>%1 forecasts of %n sessions from %2 on · band %3 to %4 · ideal MRAD %5</source>
        <translation>
            <numerusform>%1 forecasts of %n session from %2 on · band %3 to %4 · ideal MRAD %5</numerusform>
            <numerusform>%1 forecasts of %n sessions from %2 on · band %3 to %4 · ideal MRAD %5</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SqlPanel</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatementDialog</name>
    <message numerus="yes">
        <source>%n rows are understood and can be recorded.</source>
        <translation>
            <numerusform>%n row is understood and can be recorded.</numerusform>
            <numerusform>%n rows are understood and can be recorded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n rows are refused.</source>
        <translation>
            <numerusform>%1 of %n row is refused.</numerusform>
            <numerusform>%1 of %n rows are refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recorded: %n transactions</source>
        <translation>
            <numerusform>Recorded: %n transaction</numerusform>
            <numerusform>Recorded: %n transactions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were on record before</source>
        <translation>
            <numerusform>, %n was on record before</numerusform>
            <numerusform>, %n were on record before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StreamingPanel</name>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TearSheetPanel</name>
    <message numerus="yes">
        <source>%n sessions ahead</source>
        <translation>
            <numerusform>%n session ahead</numerusform>
            <numerusform>%n sessions ahead</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TransactionsPanel</name>
    <message numerus="yes">
        <source>%n recorded</source>
        <translation>
            <numerusform>%n recorded</numerusform>
            <numerusform>%n recorded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WatchlistPanel</name>
    <message numerus="yes">
        <source>%n symbols</source>
        <translation>
            <numerusform>%n symbol</numerusform>
            <numerusform>%n symbols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n stale</numerusform>
            <numerusform>%n stale</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WhatIfLine</name>
    <message numerus="yes">
        <source>Not allowed: %n limits would be broken.</source>
        <translation>
            <numerusform>Not allowed: %n limit would be broken.</numerusform>
            <numerusform>Not allowed: %n limits would be broken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Allowed, but %n soft limits would be broken.</source>
        <translation>
            <numerusform>Allowed, but %n soft limit would be broken.</numerusform>
            <numerusform>Allowed, but %n soft limits would be broken.</numerusform>
        </translation>
    </message>
</context>
</TS>
