<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Factor</name>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momen-
tum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residual volatility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resid.
vol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liquid-
ity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings yield</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earn.
yield</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book to price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book/
price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lever-
age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dividend yield</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Div.
yield</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short-term reversal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rever-
sal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit-
ability</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Span</name>
    <message>
        <source>1M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YTD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BarsPanel</name>
    <message>
        <source>Price bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjusted for splits and dividends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices adjusted for splits and dividends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an instrument in the list, or press Ctrl+K and type its symbol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open instruments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no bars in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>price, USD</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels, symbols, operations, settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ContextBar</name>
    <message>
        <source>Edit link group %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link group %1: panels with this dot follow the symbol, date and universe on the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol of the link group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the link group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session date, YYYY-MM-DD; empty for the latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universe of the link group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimation universe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search panels, symbols, operations    Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark or light (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A date is written YYYY-MM-DD.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CorrelationPanel</name>
    <message>
        <source>Factor correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation of factor returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daily returns, joint regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daily returns, two-stage regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two factors with returns in common are needed for a correlation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::EnginesPanel</name>
    <message>
        <source>Engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No engine is registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposureBars</name>
    <message>
        <source>Exposures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposureModel</name>
    <message>
        <source>no value; the answer gives no reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cap
USD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, deviations of the cross section</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposurePanel</name>
    <message>
        <source>Exposures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposures, stocks by factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter symbols</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all stocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimation universe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joint set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-stage set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stock has exposures on this date. They start once a stock has a price, shares and a year of history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 stocks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::HttpLink</name>
    <message>
        <source>The answer is not JSON (status %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not offer %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a factor, a row or an operation to see what it is and where its numbers come from.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::InstrumentsPanel</name>
    <message>
        <source>Instruments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search symbol or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 instruments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No instrument matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog holds no instruments yet. Import data to fill it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Industry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last session</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobDrawer</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the selected job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the job drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job could not be cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the selected job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none running</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No job has run yet. Imports, factor runs and reports appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job could not be cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LineChart</name>
    <message>
        <source>Line chart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MainWindow</name>
    <message>
        <source>Workspace %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lineage of the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs and their progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to symbol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark or light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the colours of rise and fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rise and fall in blue and orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour-blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the first layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied as curl: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OperationsPanel</name>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No operation is registered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Panel</name>
    <message>
        <source>Check that the server is running, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token was refused. Check the token file in Settings, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another symbol or date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a date or range with more history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests at once. Wait a moment, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the System workspace, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry; if it happens again, the job log tells more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer had status %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last computation was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy call as curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy call as Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy data as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export data as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export chart as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export chart as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not write %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PriceChart</name>
    <message>
        <source>Price chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; O %2&amp;nbsp; H %3&amp;nbsp; L %4&amp;nbsp; C %5&amp;nbsp; Vol %6</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordHeader</name>
    <message>
        <source>Column headings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordTable</name>
    <message>
        <source>Copy selection as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all as CSV</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordTableModel</name>
    <message>
        <source>No value on this date; the answer gives no reason.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ReturnsPanel</name>
    <message>
        <source>Factor returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cumulative return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cumulative factor returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factors (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No factor is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joint regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-stage regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No factor returns up to this date. They start on the first session with 300 stocks in the estimation universe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SettingsDialog</name>
    <message>
        <source>No token is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion: short fades and moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rise and fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue and orange instead of green and red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the two colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the first layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SpanSelector</name>
    <message>
        <source>Span %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StagedLink</name>
    <message>
        <source>The factor engine is not running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StateCover</name>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatisticsPanel</name>
    <message>
        <source>Factor statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joint regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two-stage regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No factor has returns up to this date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return
% p.a.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean daily return times 252</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volat.
% p.a.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of daily returns times the root of 252</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return over volatility, both annualised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|t| &gt; 2
% days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of days on which the factor&apos;s t-statistic exceeds 2 in magnitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stabil-
ity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-sectional correlation of exposures with those one month earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover.
% cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the estimation universe&apos;s capitalisation that has the factor&apos;s own value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VIF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance inflation factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions with a factor return</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatusLine</name>
    <message>
        <source>Progress of the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the job drawer (Ctrl+J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same operations over HTTP; the token is in the token file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no jobs running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> +%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StockPanel</name>
    <message>
        <source>Stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of the chosen exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adjusted close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposures of the stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a stock: click a row of the exposures, or press Ctrl+K and type its symbol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open exposures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no exposures on this date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TitleLine</name>
    <message>
        <source>Link group of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the panel; Ctrl+K brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows link group %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not linked: keeps its own context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not linked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Workspace</name>
    <message>
        <source>Stacked panels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
