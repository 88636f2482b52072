<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Factor</name>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Momen-
tum</source>
        <translation>Momen-
tum</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Substanz</translation>
    </message>
    <message>
        <source>Residual volatility</source>
        <translation>Residualvolatilität</translation>
    </message>
    <message>
        <source>Resid.
vol.</source>
        <translation>Resid.
Vol.</translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation>Liquidität</translation>
    </message>
    <message>
        <source>Liquid-
ity</source>
        <translation>Liqui-
dität</translation>
    </message>
    <message>
        <source>Earnings yield</source>
        <translation>Gewinnrendite</translation>
    </message>
    <message>
        <source>Earn.
yield</source>
        <translation>Gew.-
rend.</translation>
    </message>
    <message>
        <source>Book to price</source>
        <translation>Buchwert zu Kurs</translation>
    </message>
    <message>
        <source>Book/
price</source>
        <translation>Buchw./
Kurs</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Verschuldung</translation>
    </message>
    <message>
        <source>Lever-
age</source>
        <translation>Ver-
schuld.</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Dividend yield</source>
        <translation>Dividendenrendite</translation>
    </message>
    <message>
        <source>Div.
yield</source>
        <translation>Div.-
rend.</translation>
    </message>
    <message>
        <source>Short-term reversal</source>
        <translation>Kurzfristige Umkehr</translation>
    </message>
    <message>
        <source>Rever-
sal</source>
        <translation>Um-
kehr</translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation>Profitabilität</translation>
    </message>
    <message>
        <source>Profit-
ability</source>
        <translation>Profi-
tabil.</translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>Span</name>
    <message>
        <source>1M</source>
        <translation>1M</translation>
    </message>
    <message>
        <source>3M</source>
        <translation>3M</translation>
    </message>
    <message>
        <source>6M</source>
        <translation>6M</translation>
    </message>
    <message>
        <source>YTD</source>
        <translation>lfd. J.</translation>
    </message>
    <message>
        <source>1Y</source>
        <translation>1J</translation>
    </message>
    <message>
        <source>5Y</source>
        <translation>5J</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BarsPanel</name>
    <message>
        <source>Price bars</source>
        <translation>Kurse</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>Bereinigt</translation>
    </message>
    <message>
        <source>Adjusted for splits and dividends</source>
        <translation>Um Splits und Dividenden bereinigt</translation>
    </message>
    <message>
        <source>Prices adjusted for splits and dividends</source>
        <translation>Kurse um Splits und Dividenden bereinigt</translation>
    </message>
    <message>
        <source>Choose an instrument in the list, or press Ctrl+K and type its symbol.</source>
        <translation>Wählen Sie ein Instrument aus der Liste oder tippen Sie nach Strg+K sein Symbol.</translation>
    </message>
    <message>
        <source>Open instruments</source>
        <translation>Instrumente öffnen</translation>
    </message>
    <message>
        <source>%1 has no bars in this range.</source>
        <translation>%1 hat in diesem Zeitraum keine Kurse.</translation>
    </message>
    <message>
        <source>Show all dates</source>
        <translation>Alle Tage zeigen</translation>
    </message>
    <message>
        <source>price, USD</source>
        <translation>Kurs, USD</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Panels, symbols, operations, settings</source>
        <translation>Fenster, Symbole, Operationen, Einstellungen</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ContextBar</name>
    <message>
        <source>Edit link group %1</source>
        <translation>Gruppe %1 bearbeiten</translation>
    </message>
    <message>
        <source>Link group %1: panels with this dot follow the symbol, date and universe on the right</source>
        <translation>Gruppe %1: Fenster mit diesem Punkt folgen Symbol, Datum und Universum rechts davon</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Symbol of the link group</source>
        <translation>Symbol der Gruppe</translation>
    </message>
    <message>
        <source>Symbol (Ctrl+L)</source>
        <translation>Symbol (Strg+L)</translation>
    </message>
    <message>
        <source>Latest date</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Date of the link group</source>
        <translation>Datum der Gruppe</translation>
    </message>
    <message>
        <source>Session date, YYYY-MM-DD; empty for the latest</source>
        <translation>Handelstag, JJJJ-MM-TT; leer für den letzten</translation>
    </message>
    <message>
        <source>Universe of the link group</source>
        <translation>Universum der Gruppe</translation>
    </message>
    <message>
        <source>All stocks</source>
        <translation>Alle Aktien</translation>
    </message>
    <message>
        <source>Estimation universe</source>
        <translation>Schätzuniversum</translation>
    </message>
    <message>
        <source>Search panels, symbols, operations    Ctrl+K</source>
        <translation>Fenster, Symbole, Operationen suchen    Strg+K</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Dark or light (Ctrl+T)</source>
        <translation>Dunkel oder hell (Strg+T)</translation>
    </message>
    <message>
        <source>Inspector (Ctrl+I)</source>
        <translation>Inspektor (Strg+I)</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>Einstellungen (Strg+,)</translation>
    </message>
    <message>
        <source>A date is written YYYY-MM-DD.</source>
        <translation>Ein Datum wird JJJJ-MM-TT geschrieben.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CorrelationPanel</name>
    <message>
        <source>Factor correlation</source>
        <translation>Faktorkorrelation</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>Zweistufig</translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation>Schätzer</translation>
    </message>
    <message>
        <source>Correlation of factor returns</source>
        <translation>Korrelation der Faktorrenditen</translation>
    </message>
    <message>
        <source>daily returns, joint regression</source>
        <translation>Tagesrenditen, gemeinsame Regression</translation>
    </message>
    <message>
        <source>daily returns, two-stage regression</source>
        <translation>Tagesrenditen, zweistufige Regression</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Two factors with returns in common are needed for a correlation.</source>
        <translation>Für eine Korrelation braucht es zwei Faktoren mit gemeinsamen Renditen.</translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation>Letzten Tag zeigen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::EnginesPanel</name>
    <message>
        <source>Engines</source>
        <translation>Engines</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Answer ms</source>
        <translation>Antwort ms</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh engines</source>
        <translation>Engines aktualisieren</translation>
    </message>
    <message>
        <source>%1 of %2 healthy</source>
        <translation>%1 von %2 gesund</translation>
    </message>
    <message>
        <source>No engine is registered.</source>
        <translation>Keine Engine ist angemeldet.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposureBars</name>
    <message>
        <source>Exposures</source>
        <translation>Exposures</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposureModel</name>
    <message>
        <source>no value; the answer gives no reason</source>
        <translation>kein Wert; die Antwort nennt keinen Grund</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>Cap
USD</source>
        <translation>Wert
USD</translation>
    </message>
    <message>
        <source>%1, deviations of the cross section</source>
        <translation>%1, Abweichungen im Querschnitt</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExposurePanel</name>
    <message>
        <source>Exposures</source>
        <translation>Exposures</translation>
    </message>
    <message>
        <source>Exposures, stocks by factors</source>
        <translation>Exposures, Aktien mal Faktoren</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>Zweistufig</translation>
    </message>
    <message>
        <source>Style set</source>
        <translation>Stilsatz</translation>
    </message>
    <message>
        <source>All sectors</source>
        <translation>Alle Sektoren</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>By sector</source>
        <translation>Nach Sektor</translation>
    </message>
    <message>
        <source>Group by sector</source>
        <translation>Nach Sektor gruppieren</translation>
    </message>
    <message>
        <source>Filter symbols</source>
        <translation>Symbole filtern</translation>
    </message>
    <message>
        <source>all stocks</source>
        <translation>alle Aktien</translation>
    </message>
    <message>
        <source>estimation universe</source>
        <translation>Schätzuniversum</translation>
    </message>
    <message>
        <source>joint set</source>
        <translation>gemeinsamer Satz</translation>
    </message>
    <message>
        <source>two-stage set</source>
        <translation>zweistufiger Satz</translation>
    </message>
    <message>
        <source>No stock has exposures on this date. They start once a stock has a price, shares and a year of history.</source>
        <translation>Keine Aktie hat an diesem Tag Exposures. Sie beginnen mit Kurs, Aktienzahl und einem Jahr Geschichte.</translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation>Letzten Tag zeigen</translation>
    </message>
    <message>
        <source>%1 of %2 stocks</source>
        <translation>%1 von %2 Aktien</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::HttpLink</name>
    <message>
        <source>The answer is not JSON (status %1).</source>
        <translation>Die Antwort ist kein JSON (Status %1).</translation>
    </message>
    <message>
        <source>The server does not offer %1.</source>
        <translation>Der Server bietet %1 nicht an.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Select a factor, a row or an operation to see what it is and where its numbers come from.</source>
        <translation>Wählen Sie einen Faktor, eine Zeile oder eine Operation: hier steht, was es ist und woher die Zahlen kommen.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::InstrumentsPanel</name>
    <message>
        <source>Instruments</source>
        <translation>Instrumente</translation>
    </message>
    <message>
        <source>Search symbol or name</source>
        <translation>Symbol oder Name suchen</translation>
    </message>
    <message>
        <source>%1 instruments</source>
        <translation>%1 Instrumente</translation>
    </message>
    <message>
        <source>No instrument matches “%1”.</source>
        <translation>Kein Instrument passt zu „%1“.</translation>
    </message>
    <message>
        <source>The catalog holds no instruments yet. Import data to fill it.</source>
        <translation>Der Katalog ist noch leer. Ein Import füllt ihn.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>Branche</translation>
    </message>
    <message>
        <source>First session</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>Letzter Tag</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobDrawer</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cancel the selected job</source>
        <translation>Gewählten Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Close the job drawer</source>
        <translation>Auftragsleiste schließen</translation>
    </message>
    <message>
        <source>Cancel asked for.</source>
        <translation>Abbruch angefordert.</translation>
    </message>
    <message>
        <source>The job could not be cancelled.</source>
        <translation>Der Auftrag ließ sich nicht abbrechen.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cancel the selected job</source>
        <translation>Gewählten Auftrag abbrechen</translation>
    </message>
    <message>
        <source>none running</source>
        <translation>keiner läuft</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>No job has run yet. Imports, factor runs and reports appear here.</source>
        <translation>Noch kein Auftrag ist gelaufen. Importe, Faktorläufe und Berichte erscheinen hier.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Cancel asked for.</source>
        <translation>Abbruch angefordert.</translation>
    </message>
    <message>
        <source>The job could not be cancelled.</source>
        <translation>Der Auftrag ließ sich nicht abbrechen.</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress %</source>
        <translation>Fortschritt %</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Created, UTC</source>
        <translation>Angelegt, UTC</translation>
    </message>
    <message>
        <source>Finished, UTC</source>
        <translation>Beendet, UTC</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LineChart</name>
    <message>
        <source>Line chart</source>
        <translation>Liniendiagramm</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MainWindow</name>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>panel</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>lineage of the selection</source>
        <translation>Herkunft der Auswahl</translation>
    </message>
    <message>
        <source>Job drawer</source>
        <translation>Auftragsleiste</translation>
    </message>
    <message>
        <source>jobs and their progress</source>
        <translation>Aufträge und ihr Fortschritt</translation>
    </message>
    <message>
        <source>Go to symbol</source>
        <translation>Zum Symbol</translation>
    </message>
    <message>
        <source>Dark or light theme</source>
        <translation>Dunkles oder helles Thema</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Swap the colours of rise and fall</source>
        <translation>Farben für Anstieg und Fall tauschen</translation>
    </message>
    <message>
        <source>Rise and fall in blue and orange</source>
        <translation>Anstieg und Fall in Blau und Orange</translation>
    </message>
    <message>
        <source>colour-blind</source>
        <translation>farbenblind</translation>
    </message>
    <message>
        <source>Motion on or off</source>
        <translation>Bewegung an oder aus</translation>
    </message>
    <message>
        <source>Restore the first layout</source>
        <translation>Erste Anordnung wiederherstellen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Copied as curl: %1</source>
        <translation>Als curl kopiert: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OperationsPanel</name>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Verb</source>
        <translation>Verb</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>What it answers</source>
        <translation>Was sie beantwortet</translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n Operation</numerusform>
            <numerusform>%n Operationen</numerusform>
        </translation>
    </message>
    <message>
        <source>No operation is registered.</source>
        <translation>Keine Operation ist angemeldet.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Panel</name>
    <message>
        <source>Check that the server is running, then retry.</source>
        <translation>Prüfen Sie, ob der Server läuft, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The token was refused. Check the token file in Settings, then retry.</source>
        <translation>Das Token wurde abgelehnt. Prüfen Sie die Tokendatei in den Einstellungen.</translation>
    </message>
    <message>
        <source>Choose another symbol or date.</source>
        <translation>Wählen Sie ein anderes Symbol oder Datum.</translation>
    </message>
    <message>
        <source>Choose a date or range with more history.</source>
        <translation>Wählen Sie ein Datum oder einen Zeitraum mit mehr Geschichte.</translation>
    </message>
    <message>
        <source>Too many requests at once. Wait a moment, then retry.</source>
        <translation>Zu viele Anfragen zugleich. Warten Sie einen Moment.</translation>
    </message>
    <message>
        <source>Look at the System workspace, then retry.</source>
        <translation>Sehen Sie im Arbeitsbereich System nach und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Retry; if it happens again, the job log tells more.</source>
        <translation>Versuchen Sie es erneut; geschieht es wieder, sagt das Auftragsprotokoll mehr.</translation>
    </message>
    <message>
        <source>The answer had status %1.</source>
        <translation>Die Antwort hatte den Status %1.</translation>
    </message>
    <message>
        <source>The last computation was cancelled.</source>
        <translation>Die letzte Berechnung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Copy call as curl</source>
        <translation>Aufruf als curl kopieren</translation>
    </message>
    <message>
        <source>Copy call as Python</source>
        <translation>Aufruf als Python kopieren</translation>
    </message>
    <message>
        <source>Copy data as CSV</source>
        <translation>Daten als CSV kopieren</translation>
    </message>
    <message>
        <source>Export data as CSV…</source>
        <translation>Daten als CSV ausgeben…</translation>
    </message>
    <message>
        <source>Export chart as PNG…</source>
        <translation>Diagramm als PNG ausgeben…</translation>
    </message>
    <message>
        <source>Export chart as SVG…</source>
        <translation>Diagramm als SVG ausgeben…</translation>
    </message>
    <message>
        <source>Export chart</source>
        <translation>Diagramm ausgeben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Could not write %1</source>
        <translation>%1 ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>Daten ausgeben</translation>
    </message>
    <message>
        <source>Exposures</source>
        <translation>Exposures</translation>
    </message>
    <message>
        <source>Factor returns</source>
        <translation>Faktorrenditen</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Aktie</translation>
    </message>
    <message>
        <source>Factor statistics</source>
        <translation>Faktorstatistik</translation>
    </message>
    <message>
        <source>Factor correlation</source>
        <translation>Faktorkorrelation</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>Instrumente</translation>
    </message>
    <message>
        <source>Price bars</source>
        <translation>Kurse</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>Engines</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Forschung</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PriceChart</name>
    <message>
        <source>Price chart</source>
        <translation>Kursdiagramm</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; O %2&amp;nbsp; H %3&amp;nbsp; L %4&amp;nbsp; C %5&amp;nbsp; Vol %6</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; E %2&amp;nbsp; H %3&amp;nbsp; T %4&amp;nbsp; S %5&amp;nbsp; Vol %6</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordHeader</name>
    <message>
        <source>Column headings</source>
        <translation>Spaltenköpfe</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordTable</name>
    <message>
        <source>Copy selection as CSV</source>
        <translation>Auswahl als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy all as CSV</source>
        <translation>Alles als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RecordTableModel</name>
    <message>
        <source>No value on this date; the answer gives no reason.</source>
        <translation>Kein Wert an diesem Tag; die Antwort nennt keinen Grund.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ReturnsPanel</name>
    <message>
        <source>Factor returns</source>
        <translation>Faktorrenditen</translation>
    </message>
    <message>
        <source>cumulative return</source>
        <translation>kumulierte Rendite</translation>
    </message>
    <message>
        <source>Cumulative factor returns</source>
        <translation>Kumulierte Faktorrenditen</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>Zweistufig</translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation>Schätzer</translation>
    </message>
    <message>
        <source>Choose factors</source>
        <translation>Faktoren wählen</translation>
    </message>
    <message>
        <source>Factors (%1)</source>
        <translation>Faktoren (%1)</translation>
    </message>
    <message>
        <source>All styles</source>
        <translation>Alle Stile</translation>
    </message>
    <message>
        <source>No factor is chosen.</source>
        <translation>Kein Faktor ist gewählt.</translation>
    </message>
    <message>
        <source>Show all styles</source>
        <translation>Alle Stile zeigen</translation>
    </message>
    <message>
        <source>joint regression</source>
        <translation>gemeinsame Regression</translation>
    </message>
    <message>
        <source>two-stage regression</source>
        <translation>zweistufige Regression</translation>
    </message>
    <message>
        <source>No factor returns up to this date. They start on the first session with 300 stocks in the estimation universe.</source>
        <translation>Keine Faktorrenditen bis zu diesem Tag. Sie beginnen mit dem ersten Tag, an dem 300 Aktien im Schätzuniversum sind.</translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation>Letzten Tag zeigen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SettingsDialog</name>
    <message>
        <source>No token is asked for.</source>
        <translation>Kein Token wird verlangt.</translation>
    </message>
    <message>
        <source>Token file: %1</source>
        <translation>Tokendatei: %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinung</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Thema</translation>
    </message>
    <message>
        <source>Motion: short fades and moves</source>
        <translation>Bewegung: kurze Übergänge</translation>
    </message>
    <message>
        <source>Rise and fall</source>
        <translation>Anstieg und Fall</translation>
    </message>
    <message>
        <source>Blue and orange instead of green and red</source>
        <translation>Blau und Orange statt Grün und Rot</translation>
    </message>
    <message>
        <source>Swap the two colours</source>
        <translation>Die beiden Farben tauschen</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Restore the first layout</source>
        <translation>Erste Anordnung wiederherstellen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SpanSelector</name>
    <message>
        <source>Span %1</source>
        <translation>Zeitraum %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StagedLink</name>
    <message>
        <source>The factor engine is not running.</source>
        <translation>Die Faktor-Engine läuft nicht.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StateCover</name>
    <message>
        <source>Computing</source>
        <translation>Rechnet</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatisticsPanel</name>
    <message>
        <source>Factor statistics</source>
        <translation>Faktorstatistik</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>Zweistufig</translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation>Schätzer</translation>
    </message>
    <message>
        <source>joint regression</source>
        <translation>gemeinsame Regression</translation>
    </message>
    <message>
        <source>two-stage regression</source>
        <translation>zweistufige Regression</translation>
    </message>
    <message>
        <source>No factor has returns up to this date.</source>
        <translation>Kein Faktor hat bis zu diesem Tag Renditen.</translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation>Letzten Tag zeigen</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Return
% p.a.</source>
        <translation>Rendite
% p.a.</translation>
    </message>
    <message>
        <source>Mean daily return times 252</source>
        <translation>Mittlere Tagesrendite mal 252</translation>
    </message>
    <message>
        <source>Volat.
% p.a.</source>
        <translation>Volat.
% p.a.</translation>
    </message>
    <message>
        <source>Standard deviation of daily returns times the root of 252</source>
        <translation>Standardabweichung der Tagesrenditen mal Wurzel aus 252</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Return over volatility, both annualised</source>
        <translation>Rendite durch Volatilität, beide annualisiert</translation>
    </message>
    <message>
        <source>|t| &gt; 2
% days</source>
        <translation>|t| &gt; 2
% Tage</translation>
    </message>
    <message>
        <source>Share of days on which the factor&apos;s t-statistic exceeds 2 in magnitude</source>
        <translation>Anteil der Tage, an denen die t-Statistik dem Betrag nach über 2 liegt</translation>
    </message>
    <message>
        <source>Stabil-
ity</source>
        <translation>Stabi-
lität</translation>
    </message>
    <message>
        <source>Cross-sectional correlation of exposures with those one month earlier</source>
        <translation>Querschnittskorrelation der Exposures mit denen einen Monat zuvor</translation>
    </message>
    <message>
        <source>Cover.
% cap</source>
        <translation>Abd.
% Wert</translation>
    </message>
    <message>
        <source>Share of the estimation universe&apos;s capitalisation that has the factor&apos;s own value</source>
        <translation>Anteil des Werts im Schätzuniversum mit eigenem Wert des Faktors</translation>
    </message>
    <message>
        <source>VIF</source>
        <translation>VIF</translation>
    </message>
    <message>
        <source>Variance inflation factor</source>
        <translation>Varianzinflationsfaktor</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Sessions with a factor return</source>
        <translation>Handelstage mit Faktorrendite</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatusLine</name>
    <message>
        <source>Progress of the running job</source>
        <translation>Fortschritt des laufenden Auftrags</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Open the job drawer (Ctrl+J)</source>
        <translation>Auftragsleiste öffnen (Strg+J)</translation>
    </message>
    <message>
        <source>The same operations over HTTP; the token is in the token file</source>
        <translation>Dieselben Operationen über HTTP; das Token steht in der Tokendatei</translation>
    </message>
    <message>
        <source>data as of %1</source>
        <translation>Daten vom %1</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>%1 of %2 engines</source>
        <translation>%1 von %2 Engines</translation>
    </message>
    <message>
        <source>no jobs running</source>
        <translation>kein Auftrag läuft</translation>
    </message>
    <message>
        <source> +%1</source>
        <translation> +%1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StockPanel</name>
    <message>
        <source>Stock</source>
        <translation>Aktie</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Two-stage</source>
        <translation>Zweistufig</translation>
    </message>
    <message>
        <source>Style set</source>
        <translation>Stilsatz</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Exposure</translation>
    </message>
    <message>
        <source>History of the chosen exposure</source>
        <translation>Verlauf des gewählten Exposures</translation>
    </message>
    <message>
        <source>adjusted close</source>
        <translation>Schluss, ber.</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Exposures of the stock</source>
        <translation>Exposures der Aktie</translation>
    </message>
    <message>
        <source>Choose a stock: click a row of the exposures, or press Ctrl+K and type its symbol.</source>
        <translation>Wählen Sie eine Aktie: eine Zeile der Exposures anklicken oder nach Strg+K ihr Symbol tippen.</translation>
    </message>
    <message>
        <source>Open exposures</source>
        <translation>Exposures öffnen</translation>
    </message>
    <message>
        <source>%1 has no exposures on this date.</source>
        <translation>%1 hat an diesem Tag keine Exposures.</translation>
    </message>
    <message>
        <source>Show the latest date</source>
        <translation>Letzten Tag zeigen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TitleLine</name>
    <message>
        <source>Link group of %1</source>
        <translation>Gruppe von %1</translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation>Menü von %1</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close the panel; Ctrl+K brings it back</source>
        <translation>Fenster schließen; Strg+K holt es zurück</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>rechnet</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Follows link group %1</source>
        <translation>Folgt Gruppe %1</translation>
    </message>
    <message>
        <source>Not linked: keeps its own context</source>
        <translation>Nicht verbunden: behält seinen eigenen Kontext</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Not linked</source>
        <translation>Nicht verbunden</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Workspace</name>
    <message>
        <source>Stacked panels</source>
        <translation>Gestapelte Fenster</translation>
    </message>
</context>
</TS>
