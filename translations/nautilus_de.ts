<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Book</name>
    <message>
        <source>Not undone or redone: %1</source>
        <translation>Nicht rückgängig gemacht oder wiederholt: %1</translation>
    </message>
    <message>
        <source>record: %1</source>
        <translation>buchen: %1</translation>
    </message>
    <message>
        <source>record %1 transactions</source>
        <translation>%1 Buchungen erfassen</translation>
    </message>
    <message>
        <source>reverse: %1</source>
        <translation>stornieren: %1</translation>
    </message>
    <message>
        <source>The account was not changed: %1</source>
        <translation>Das Konto wurde nicht geändert: %1</translation>
    </message>
    <message>
        <source>change the account</source>
        <translation>Konto ändern</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Sell short</source>
        <translation>Leerverkauf</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Eindeckung</translation>
    </message>
    <message>
        <source>Dividend</source>
        <translation>Dividende</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>Zinsen</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Withdrawal</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Umtausch</translation>
    </message>
    <message>
        <source>Transfer in</source>
        <translation>Übertrag herein</translation>
    </message>
    <message>
        <source>Transfer out</source>
        <translation>Übertrag hinaus</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>Spin-off</source>
        <translation>Abspaltung</translation>
    </message>
    <message>
        <source>Merger</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>Symbol change</source>
        <translation>Symbolwechsel</translation>
    </message>
    <message>
        <source>Cash merger</source>
        <translation>Barabfindung</translation>
    </message>
    <message>
        <source>Return of capital</source>
        <translation>Kapitalrückzahlung</translation>
    </message>
    <message>
        <source>Reversal</source>
        <translation>Storno</translation>
    </message>
    <message>
        <source>First in, first out</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Last in, first out</source>
        <translation>Jüngste zuerst</translation>
    </message>
    <message>
        <source>Highest cost first</source>
        <translation>Teuerste zuerst</translation>
    </message>
    <message>
        <source>Average cost</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>Chosen lots</source>
        <translation>Gewählte Posten</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>zu %1</translation>
    </message>
    <message>
        <source>The server did not take it.</source>
        <translation>Der Server hat es nicht angenommen.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>A day, or a time with its zone</source>
        <translation>Ein Tag oder eine Zeit mit Zone</translation>
    </message>
    <message>
        <source>Other symbol</source>
        <translation>Anderes Symbol</translation>
    </message>
    <message>
        <source>For one</source>
        <translation>Für ein Stück</translation>
    </message>
    <message>
        <source>Other amount</source>
        <translation>Anderer Betrag</translation>
    </message>
    <message>
        <source>Commission and taxes</source>
        <translation>Provision und Steuern</translation>
    </message>
    <message>
        <source>Empty: that of the instrument or account</source>
        <translation>Leer: die des Instruments oder Kontos</translation>
    </message>
    <message>
        <source>Other currency</source>
        <translation>Andere Währung</translation>
    </message>
    <message>
        <source>Exchange rate</source>
        <translation>Wechselkurs</translation>
    </message>
    <message>
        <source>Of a foreign currency; empty: the catalog&apos;s of that day</source>
        <translation>Einer fremden Währung; leer: der des Katalogs von jenem Tag</translation>
    </message>
    <message>
        <source>Empty: by the account&apos;s method; else 12:100 14:50</source>
        <translation>Leer: nach der Methode des Kontos; sonst 12:100 14:50</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Erworben</translation>
    </message>
    <message>
        <source>The day that it was bought</source>
        <translation>Der Tag des Kaufs</translation>
    </message>
    <message>
        <source>Smallest unit</source>
        <translation>Kleinste Einheit</translation>
    </message>
    <message>
        <source>1: fractions of a share are sold for the cash in lieu</source>
        <translation>1: Bruchteile einer Aktie werden für den Barausgleich verkauft</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>So many new ones</source>
        <translation>So viele neue</translation>
    </message>
    <message>
        <source>for old</source>
        <translation>für alte</translation>
    </message>
    <message>
        <source>for so many old ones</source>
        <translation>für so viele alte</translation>
    </message>
    <message>
        <source>Share of cost</source>
        <translation>Anteil am Einstand</translation>
    </message>
    <message>
        <source>So much of the cost goes to the new one</source>
        <translation>So viel vom Einstand geht auf den neuen über</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>of so much cost</source>
        <translation>von so viel Einstand</translation>
    </message>
</context>
<context>
    <name>DialogFoot</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
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
        <source>Liquidity</source>
        <translation>Liquidität</translation>
    </message>
    <message>
        <source>Earnings yield</source>
        <translation>Gewinnrendite</translation>
    </message>
    <message>
        <source>Book to price</source>
        <translation>Buchwert zu Kurs</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Verschuldung</translation>
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
        <source>Short-term reversal</source>
        <translation>Kurzfristige Umkehr</translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation>Profitabilität</translation>
    </message>
</context>
<context>
    <name>FactorBrief</name>
    <message>
        <source>Country</source>
        <translation>Land</translation>
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
        <translation>Wert</translation>
    </message>
    <message>
        <source>Resid.
vol.</source>
        <translation>Resid.
Vol.</translation>
    </message>
    <message>
        <source>Liquid-
ity</source>
        <translation>Liqui-
dität</translation>
    </message>
    <message>
        <source>Earn.
yield</source>
        <translation>Gew.-
rend.</translation>
    </message>
    <message>
        <source>Book/
price</source>
        <translation>Buchw./
Kurs</translation>
    </message>
    <message>
        <source>Lever-
age</source>
        <translation>Ver-
schuld.</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachs-
tum</translation>
    </message>
    <message>
        <source>Div.
yield</source>
        <translation>Div.-
rend.</translation>
    </message>
    <message>
        <source>Rever-
sal</source>
        <translation>Um-
kehr</translation>
    </message>
    <message>
        <source>Profit-
ability</source>
        <translation>Profi-
tabil.</translation>
    </message>
    <message>
        <source>Autos</source>
        <translation>Autos</translation>
    </message>
    <message>
        <source>Capital
goods</source>
        <translation>Invest.-
güter</translation>
    </message>
    <message>
        <source>Comm.
serv.</source>
        <translation>Gew.
Dienste</translation>
    </message>
    <message>
        <source>Media
comm.</source>
        <translation>Medien
Komm.</translation>
    </message>
    <message>
        <source>Cons.
discr.</source>
        <translation>Zykl.
Konsum</translation>
    </message>
    <message>
        <source>Cons.
dur.</source>
        <translation>Gebr.-
güter</translation>
    </message>
    <message>
        <source>Cons.
serv.</source>
        <translation>Kons.-
dienste</translation>
    </message>
    <message>
        <source>Cons.
stapl.</source>
        <translation>Basis-
konsum</translation>
    </message>
    <message>
        <source>Div.
fin.</source>
        <translation>Div.
Finanz</translation>
    </message>
    <message>
        <source>Finan-
cials</source>
        <translation>Finanz</translation>
    </message>
    <message>
        <source>Food
retail</source>
        <translation>Lebensm.
handel</translation>
    </message>
    <message>
        <source>Food
bev.</source>
        <translation>Nahrung
Getr.</translation>
    </message>
    <message>
        <source>Health
care</source>
        <translation>Gesund-
heit</translation>
    </message>
    <message>
        <source>Health
equip.</source>
        <translation>Med.-
technik</translation>
    </message>
    <message>
        <source>House-
hold</source>
        <translation>Haus-
halt</translation>
    </message>
    <message>
        <source>Indus-
trials</source>
        <translation>Indus-
trie</translation>
    </message>
    <message>
        <source>Info.
tech.</source>
        <translation>IT</translation>
    </message>
    <message>
        <source>Insur-
ance</source>
        <translation>Versi-
cherung</translation>
    </message>
    <message>
        <source>Mate-
rials</source>
        <translation>Grund-
stoffe</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>Medien</translation>
    </message>
    <message>
        <source>Pharma
biotech</source>
        <translation>Pharma
Biotech</translation>
    </message>
    <message>
        <source>Real
estate</source>
        <translation>Immo-
bilien</translation>
    </message>
    <message>
        <source>Retail-
ing</source>
        <translation>Einzel-
handel</translation>
    </message>
    <message>
        <source>Semi-
cond.</source>
        <translation>Halb-
leiter</translation>
    </message>
    <message>
        <source>Soft-
ware</source>
        <translation>Soft-
ware</translation>
    </message>
    <message>
        <source>Tech
hardw.</source>
        <translation>Hard-
ware</translation>
    </message>
    <message>
        <source>Tele-
com</source>
        <translation>Tele-
kom</translation>
    </message>
    <message>
        <source>Trans-
port</source>
        <translation>Trans-
port</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>compute_threads</source>
        <translation>Rechen-Threads</translation>
    </message>
    <message>
        <source>catalog_threads</source>
        <translation>Katalog-Threads</translation>
    </message>
    <message>
        <source>catalog_memory_percent</source>
        <translation>Speicher des Katalogs</translation>
    </message>
    <message>
        <source>feed_silent_seconds</source>
        <translation>Feed still nach</translation>
    </message>
    <message>
        <source>feed_return_seconds</source>
        <translation>Rückkehr zur besseren Quelle nach</translation>
    </message>
    <message>
        <source>feed_jump_ratio</source>
        <translation>Kurssprung ab Faktor</translation>
    </message>
    <message>
        <source>feed_jump_confirmations</source>
        <translation>Bestätigungen eines Sprungs</translation>
    </message>
    <message>
        <source>feed_future_ms</source>
        <translation>Ereignis aus der Zukunft ab</translation>
    </message>
    <message>
        <source>feed_late_ms</source>
        <translation>Verspätetes Ereignis ab</translation>
    </message>
    <message>
        <source>cache_trades</source>
        <translation>Abschlüsse im Zwischenspeicher</translation>
    </message>
    <message>
        <source>cache_quotes</source>
        <translation>Quotes im Zwischenspeicher</translation>
    </message>
    <message>
        <source>cache_bars</source>
        <translation>Bars im Zwischenspeicher</translation>
    </message>
    <message>
        <source>cache_tick_seconds</source>
        <translation>Frist für Abschlüsse und Quotes</translation>
    </message>
    <message>
        <source>cache_bar_seconds</source>
        <translation>Frist für Bars</translation>
    </message>
    <message>
        <source>cache_latest_seconds</source>
        <translation>Frist für letzte Werte</translation>
    </message>
    <message>
        <source>source_answer_seconds</source>
        <translation>Antworten von Quellen merken</translation>
    </message>
    <message>
        <source>alert_email_server</source>
        <translation>Mailserver für Warnungen</translation>
    </message>
    <message>
        <source>alert_email_from</source>
        <translation>Absender der Warnungen</translation>
    </message>
    <message>
        <source>alert_email_to</source>
        <translation>Empfänger der Warnungen</translation>
    </message>
    <message>
        <source>alert_webhook_url</source>
        <translation>Webhook für Warnungen</translation>
    </message>
    <message>
        <source>alert_private_targets</source>
        <translation>Warnungen ins eigene Netz</translation>
    </message>
    <message>
        <source>alert_desktop</source>
        <translation>Warnungen als Hinweise</translation>
    </message>
    <message>
        <source>theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>swap_up_down_colours</source>
        <translation>Farben für Anstieg und Fall tauschen</translation>
    </message>
    <message>
        <source>blue_orange_colours</source>
        <translation>Blau und Orange</translation>
    </message>
    <message>
        <source>welcome_shown</source>
        <translation>Willkommen gesehen</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>Port of the gateway on 127.0.0.1; 0 picks a free one. Takes effect at the next start</source>
        <translation>Port der API auf 127.0.0.1; 0 wählt einen freien</translation>
    </message>
    <message>
        <source>Threads of the compute pool; 0 = one per processor. At the next start</source>
        <translation>Threads zum Rechnen; 0 = einer je Prozessor</translation>
    </message>
    <message>
        <source>Threads of the catalog. At the next start</source>
        <translation>Threads des Katalogs</translation>
    </message>
    <message>
        <source>Share of the machine&apos;s memory that the catalog may take. At the next start</source>
        <translation>Anteil am Speicher des Rechners, den der Katalog nutzen darf</translation>
    </message>
    <message>
        <source>A real-time feed that says nothing for so long while its exchange is open is stale. At the next start</source>
        <translation>Ein Echtzeit-Feed, der so lange schweigt, während seine Börse geöffnet ist, gilt als veraltet</translation>
    </message>
    <message>
        <source>A better source must have been well for so long before symbols go back to it. At the next start</source>
        <translation>So lange muss eine bessere Quelle in Ordnung sein, bevor Symbole zu ihr zurückkehren</translation>
    </message>
    <message>
        <source>A live price beyond this multiple or fraction of the last one is kept aside. At the next start</source>
        <translation>Ein Kurs jenseits dieses Vielfachen oder Bruchteils des letzten wird zurückgehalten</translation>
    </message>
    <message>
        <source>So many prices in a row that agree are the new level after a jump. At the next start</source>
        <translation>So viele übereinstimmende Kurse nacheinander gelten nach einem Sprung als neues Niveau</translation>
    </message>
    <message>
        <source>An event later than its receipt by more is kept aside. At the next start</source>
        <translation>Ein Ereignis, das um mehr nach seinem Empfang liegt, wird zurückgehalten</translation>
    </message>
    <message>
        <source>An event older than the one before it by more is kept aside. At the next start</source>
        <translation>Ein Ereignis, das um mehr älter ist als das vorige, wird zurückgehalten</translation>
    </message>
    <message>
        <source>Trades kept for each symbol. At the next start</source>
        <translation>Abschlüsse, die je Symbol behalten werden</translation>
    </message>
    <message>
        <source>Quotes kept for each symbol. At the next start</source>
        <translation>Quotes, die je Symbol behalten werden</translation>
    </message>
    <message>
        <source>Live bars kept for each symbol. At the next start</source>
        <translation>Laufende Bars, die je Symbol behalten werden</translation>
    </message>
    <message>
        <source>Trades and quotes are forgotten after so long. At the next start</source>
        <translation>Nach dieser Zeit werden Abschlüsse und Quotes vergessen</translation>
    </message>
    <message>
        <source>Live bars are forgotten after so long. At the next start</source>
        <translation>Nach dieser Zeit werden laufende Bars vergessen</translation>
    </message>
    <message>
        <source>Latest values are forgotten after so long. At the next start</source>
        <translation>Nach dieser Zeit werden letzte Werte vergessen</translation>
    </message>
    <message>
        <source>A historical answer that came from a source is given again for so long. At the next start</source>
        <translation>So lange wird eine historische Antwort, die von einer Quelle kam, wiederverwendet</translation>
    </message>
    <message>
        <source>Mail server for alerts: smtps://HOST[:PORT], or smtp://HOST[:PORT] with STARTTLS; empty sends no mail. The password stands in secrets.toml</source>
        <translation>Mailserver für Warnungen: smtps://HOST[:PORT], oder smtp://HOST[:PORT] mit STARTTLS; leer schickt keine Mail. Das Passwort steht in secrets.toml</translation>
    </message>
    <message>
        <source>Sender of alerts by mail</source>
        <translation>Absender der Warnungen per Mail</translation>
    </message>
    <message>
        <source>Receivers of alerts by mail, commas between them</source>
        <translation>Empfänger der Warnungen per Mail, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>https address that alerts are posted to, signed; empty posts none. The key stands in secrets.toml</source>
        <translation>https-Adresse, an die Warnungen signiert geschickt werden; leer schickt keine. Der Schlüssel steht in secrets.toml</translation>
    </message>
    <message>
        <source>Alerts may be posted to this machine and to private networks</source>
        <translation>Warnungen dürfen an diesen Rechner und in private Netze geschickt werden</translation>
    </message>
    <message>
        <source>Alerts appear as notices in the desktop</source>
        <translation>Warnungen erscheinen als Hinweise in der Oberfläche</translation>
    </message>
    <message>
        <source>Colours of the desktop</source>
        <translation>Farben des Desktops</translation>
    </message>
    <message>
        <source>Short animations of the desktop</source>
        <translation>Kurze Bewegungen auf dem Desktop</translation>
    </message>
    <message>
        <source>Red for up, green for down</source>
        <translation>Rot für Anstieg, Grün für Fall</translation>
    </message>
    <message>
        <source>Blue and orange instead of green and red</source>
        <translation>Blau und Orange statt Grün und Rot</translation>
    </message>
    <message>
        <source>The welcome of the first start has been seen; off shows it again</source>
        <translation>Die Begrüßung des ersten Starts wurde gesehen; aus zeigt sie wieder</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>This is not JSON: %1</source>
        <translation>Das ist kein JSON: %1</translation>
    </message>
    <message>
        <source>A number is expected.</source>
        <translation>Hier gehört eine Zahl hin.</translation>
    </message>
    <message>
        <source>A whole number is expected.</source>
        <translation>Hier gehört eine ganze Zahl hin.</translation>
    </message>
    <message>
        <source>Between %1 and %2.</source>
        <translation>Zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>A date is written YYYY-MM-DD.</source>
        <translation>Ein Datum wird JJJJ-MM-TT geschrieben.</translation>
    </message>
</context>
<context>
    <name>GridAxes</name>
    <message>
        <source>Covariance</source>
        <translation>Kovarianz</translation>
    </message>
    <message>
        <source>Lookback</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Rebalanced</source>
        <translation>Umgeschichtet</translation>
    </message>
    <message>
        <source>Expected returns</source>
        <translation>Erw. Renditen</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Risk aversion</source>
        <translation>Risikoaversion</translation>
    </message>
    <message>
        <source>Turnover max, %</source>
        <translation>Umschlag max., %</translation>
    </message>
    <message>
        <source>Costs, bp</source>
        <translation>Kosten, bp</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Values are needed, by commas.</source>
        <translation>Werte werden gebraucht, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Weight max, %</source>
        <translation>Gewicht max., %</translation>
    </message>
    <message>
        <source>Idle band, %</source>
        <translation>Ruheband, %</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>History of prices</source>
        <translation>Kurshistorie</translation>
    </message>
    <message>
        <source>Factor run</source>
        <translation>Faktorlauf</translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished">Einlesen</translation>
    </message>
    <message>
        <source>Policy backtest</source>
        <translation type="unfinished">Backtest</translation>
    </message>
    <message>
        <source>Settings grid</source>
        <translation type="unfinished">Einstellungsgitter</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation type="unfinished">Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Data quality scan</source>
        <translation>Prüfung der Datenqualität</translation>
    </message>
    <message>
        <source>Update of a source</source>
        <translation>Aktualisierung einer Quelle</translation>
    </message>
    <message>
        <source>Risk model proof</source>
        <translation type="unfinished">Nachweis des Risikomodells</translation>
    </message>
    <message>
        <source>Risk report</source>
        <translation>Risikobericht</translation>
    </message>
    <message>
        <source>Search for series</source>
        <translation>Suche nach Reihen</translation>
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
    <name>OptimiserWords</name>
    <message>
        <source>Mean-variance</source>
        <translation>Mittelwert-Varianz</translation>
    </message>
    <message>
        <source>Expected return against variance (Markowitz)</source>
        <translation>Erwartete Rendite gegen Varianz (Markowitz)</translation>
    </message>
    <message>
        <source>Minimum variance</source>
        <translation>Minimale Varianz</translation>
    </message>
    <message>
        <source>Least volatility; expected returns are not needed</source>
        <translation>Kleinste Volatilität; erwartete Renditen werden nicht gebraucht</translation>
    </message>
    <message>
        <source>Maximum Sharpe ratio</source>
        <translation>Maximale Sharpe-Ratio</translation>
    </message>
    <message>
        <source>Most excess return per unit of volatility</source>
        <translation>Größte Überrendite je Einheit Volatilität</translation>
    </message>
    <message>
        <source>Risk parity</source>
        <translation>Risikoparität</translation>
    </message>
    <message>
        <source>Every position has its share of the risk</source>
        <translation>Jede Position trägt ihren Anteil am Risiko</translation>
    </message>
    <message>
        <source>Maximum diversification</source>
        <translation>Maximale Streuung</translation>
    </message>
    <message>
        <source>Mean volatility of the parts over that of the whole</source>
        <translation>Mittlere Volatilität der Teile über der des Ganzen</translation>
    </message>
    <message>
        <source>Black-Litterman</source>
        <translation>Black-Litterman</translation>
    </message>
    <message>
        <source>Returns implied by the market, moved by your views</source>
        <translation>Vom Markt unterstellte Renditen, von Ihren Erwartungen verschoben</translation>
    </message>
    <message>
        <source>Entropy pooling</source>
        <translation>Entropy Pooling</translation>
    </message>
    <message>
        <source>Past days weighted so that your views hold</source>
        <translation>Vergangene Tage so gewichtet, dass Ihre Erwartungen gelten</translation>
    </message>
    <message>
        <source>Benchmark-relative</source>
        <translation>Relativ zur Benchmark</translation>
    </message>
    <message>
        <source>Active return against tracking error</source>
        <translation>Aktive Rendite gegen Tracking Error</translation>
    </message>
    <message>
        <source>Robust</source>
        <translation>Robust</translation>
    </message>
    <message>
        <source>Good even if the expected returns are wrong</source>
        <translation>Gut, auch wenn die erwarteten Renditen falsch sind</translation>
    </message>
    <message>
        <source>Expected shortfall</source>
        <translation>Expected Shortfall</translation>
    </message>
    <message>
        <source>Return against the mean of the worst days</source>
        <translation>Rendite gegen das Mittel der schlechtesten Tage</translation>
    </message>
    <message>
        <source>Drawdown at risk</source>
        <translation>Drawdown at Risk</translation>
    </message>
    <message>
        <source>Return against the mean of the deepest drawdowns</source>
        <translation>Rendite gegen das Mittel der tiefsten Rückgänge</translation>
    </message>
    <message>
        <source>Kelly</source>
        <translation>Kelly</translation>
    </message>
    <message>
        <source>Fastest growth of wealth in the long run</source>
        <translation>Schnellstes Wachstum des Vermögens auf lange Sicht</translation>
    </message>
    <message>
        <source>Hierarchical risk parity</source>
        <translation>Hierarchische Risikoparität</translation>
    </message>
    <message>
        <source>Risk split down a tree of clusters (Lopez de Prado)</source>
        <translation>Risiko über einen Baum von Clustern verteilt (Lopez de Prado)</translation>
    </message>
    <message>
        <source>Hierarchical equal risk</source>
        <translation>Hierarchisch gleiches Risiko</translation>
    </message>
    <message>
        <source>Clusters carry equal risk, and so do their members</source>
        <translation>Cluster tragen gleiches Risiko, ihre Mitglieder auch</translation>
    </message>
    <message>
        <source>Nested clusters</source>
        <translation>Geschachtelte Cluster</translation>
    </message>
    <message>
        <source>Optimised inside clusters, then between them</source>
        <translation>Erst in den Clustern optimiert, dann zwischen ihnen</translation>
    </message>
    <message>
        <source>Equal weights</source>
        <translation>Gleiche Gewichte</translation>
    </message>
    <message>
        <source>The yardstick: the same weight for all</source>
        <translation>Der Maßstab: gleiches Gewicht für alle</translation>
    </message>
    <message>
        <source>Inverse volatility</source>
        <translation>Inverse Volatilität</translation>
    </message>
    <message>
        <source>The calmer, the heavier</source>
        <translation>Je ruhiger, desto schwerer</translation>
    </message>
    <message>
        <source>budget</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>every weight</source>
        <translation>jedes Gewicht</translation>
    </message>
    <message>
        <source>cash</source>
        <translation>Barmittel</translation>
    </message>
    <message>
        <source>turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>expected return</source>
        <translation>erwartete Rendite</translation>
    </message>
    <message>
        <source>leverage</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>net exposure</source>
        <translation>Netto-Exposure</translation>
    </message>
    <message>
        <source>beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>tracking error</source>
        <translation>Tracking Error</translation>
    </message>
    <message>
        <source>volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>sector %1</source>
        <translation>Sektor %1</translation>
    </message>
    <message>
        <source>weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Optimal</source>
        <translation>Optimal</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Least risk</source>
        <translation>Kleinstes Risiko</translation>
    </message>
    <message>
        <source>Best Sharpe</source>
        <translation>Beste Sharpe</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>%1 a year per position</source>
        <translation>%1 im Jahr je Position</translation>
    </message>
    <message>
        <source>%1 a year per %2</source>
        <translation>%1 im Jahr je %2</translation>
    </message>
    <message>
        <source>%1 a year per point</source>
        <translation>%1 im Jahr je Punkt</translation>
    </message>
    <message>
        <source>%1 at most %2</source>
        <translation>%1 höchstens %2</translation>
    </message>
    <message>
        <source>%1 at least %2</source>
        <translation>%1 mindestens %2</translation>
    </message>
    <message>
        <source>%1 exactly %2</source>
        <translation>%1 genau %2</translation>
    </message>
    <message>
        <source>alone: %1</source>
        <translation>allein: %1</translation>
    </message>
</context>
<context>
    <name>PointerField</name>
    <message>
        <source>“%1” is no name with a number, as in “%2”.</source>
        <translation>„%1“ ist kein Name mit einer Zahl wie in „%2“.</translation>
    </message>
    <message>
        <source>“%1” is no name with limits, as in “%2”.</source>
        <translation>„%1“ ist kein Name mit Grenzen wie in „%2“.</translation>
    </message>
    <message>
        <source>“%1” is no view, as in “%2”.</source>
        <translation>„%1“ ist keine Erwartung wie in „%2“.</translation>
    </message>
    <message>
        <source>A date is written YYYY-MM-DD.</source>
        <translation>Ein Datum wird JJJJ-MM-TT geschrieben.</translation>
    </message>
    <message>
        <source>“%1” is no number, as in “%2”.</source>
        <translation>„%1“ ist keine Zahl wie in „%2“.</translation>
    </message>
</context>
<context>
    <name>PolicyGridPanel</name>
    <message>
        <source>Return
% a year</source>
        <translation>Rendite
% p. a.</translation>
    </message>
    <message>
        <source>Volatility
%</source>
        <translation>Volatilität
%</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Drawdown
%</source>
        <translation>Rückgang
%</translation>
    </message>
    <message>
        <source>Turnover
%</source>
        <translation>Umschlag
%</translation>
    </message>
    <message>
        <source>Cost
%</source>
        <translation>Kosten
%</translation>
    </message>
    <message>
        <source>In the
band</source>
        <translation>Im
Band</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Total
%</source>
        <translation>Gesamt
%</translation>
    </message>
    <message>
        <source>Deflated
Sharpe, %</source>
        <translation>Deflationierte
Sharpe, %</translation>
    </message>
</context>
<context>
    <name>QApplication</name>
    <message>
        <source>Nautilus Workstation</source>
        <translation>Nautilus Workstation</translation>
    </message>
    <message>
        <source>Folder that holds everything this program writes</source>
        <translation>Ordner für alles, was dieses Programm schreibt</translation>
    </message>
    <message>
        <source>Port of the API on 127.0.0.1; 0 picks a free one</source>
        <translation>Port der API auf 127.0.0.1; 0 wählt einen freien</translation>
    </message>
    <message>
        <source>Open the engines&apos; documented ports as well</source>
        <translation>Auch die dokumentierten Ports der Maschinen öffnen</translation>
    </message>
    <message>
        <source>Do not import the built-in data</source>
        <translation>Die mitgelieferten Daten nicht einlesen</translation>
    </message>
    <message>
        <source>Write pictures of every panel into DIR and end</source>
        <translation>Bilder aller Ansichten nach DIR schreiben und enden</translation>
    </message>
    <message>
        <source>Print how long it took until the first panel showed data; end</source>
        <translation>Ausgeben, wie lange es bis zum ersten Fenster mit Daten dauerte; Ende</translation>
    </message>
    <message>
        <source>Stream stored days of the built-in symbols: demo, demo:SPEED, demo:max</source>
        <translation>Gespeicherte Tage der eingebauten Symbole als Strom: demo, demo:TEMPO, demo:max</translation>
    </message>
</context>
<context>
    <name>QualityRule</name>
    <message>
        <source>Impossible price</source>
        <translation>Unmöglicher Preis</translation>
    </message>
    <message>
        <source>Row refused at import</source>
        <translation>Zeile beim Import zurückgewiesen</translation>
    </message>
    <message>
        <source>Outside the day&apos;s range</source>
        <translation>Außerhalb der Tagesspanne</translation>
    </message>
    <message>
        <source>Duplicate row</source>
        <translation>Doppelte Zeile</translation>
    </message>
    <message>
        <source>Stale run</source>
        <translation>Stehende Kurse</translation>
    </message>
    <message>
        <source>Zero volume</source>
        <translation>Ohne Umsatz</translation>
    </message>
    <message>
        <source>Wrong unit</source>
        <translation>Falsche Einheit</translation>
    </message>
    <message>
        <source>Split adjustment</source>
        <translation>Split-Bereinigung</translation>
    </message>
    <message>
        <source>Jump of the level</source>
        <translation>Niveausprung</translation>
    </message>
    <message>
        <source>Dividend adjustment</source>
        <translation>Dividenden-Bereinigung</translation>
    </message>
    <message>
        <source>Dividend amount</source>
        <translation>Dividendenbetrag</translation>
    </message>
    <message>
        <source>Missing sessions</source>
        <translation>Fehlende Handelstage</translation>
    </message>
    <message>
        <source>Extra day</source>
        <translation>Überzähliger Tag</translation>
    </message>
    <message>
        <source>Reused ticker</source>
        <translation>Wiederverwendetes Kürzel</translation>
    </message>
    <message>
        <source>Sources disagree</source>
        <translation>Quellen widersprechen sich</translation>
    </message>
    <message>
        <source>Look-ahead</source>
        <translation>Vorgriff</translation>
    </message>
    <message>
        <source>Outside the session</source>
        <translation>Außerhalb der Handelszeit</translation>
    </message>
    <message>
        <source>Crossed quote</source>
        <translation>Gekreuzte Quotierung</translation>
    </message>
</context>
<context>
    <name>QualityWords</name>
    <message>
        <source>The row was kept aside at import</source>
        <translation>Die Zeile wurde beim Import beiseitegelegt</translation>
    </message>
    <message>
        <source>A price that is not above zero</source>
        <translation>Ein Preis, der nicht über null liegt</translation>
    </message>
    <message>
        <source>A price is missing</source>
        <translation>Ein Preis fehlt</translation>
    </message>
    <message>
        <source>The high is below the low</source>
        <translation>Das Hoch liegt unter dem Tief</translation>
    </message>
    <message>
        <source>High and low are swapped</source>
        <translation>Hoch und Tief sind vertauscht</translation>
    </message>
    <message>
        <source>A price outside the day&apos;s range</source>
        <translation>Ein Preis außerhalb der Tagesspanne</translation>
    </message>
    <message>
        <source>The same row twice</source>
        <translation>Dieselbe Zeile zweimal</translation>
    </message>
    <message>
        <source>Two rows of one session that differ</source>
        <translation>Zwei verschiedene Zeilen für einen Handelstag</translation>
    </message>
    <message>
        <source>The same bar again and again</source>
        <translation>Immer wieder derselbe Balken</translation>
    </message>
    <message>
        <source>A run of sessions without a trade</source>
        <translation>Mehrere Handelstage ohne Umsatz</translation>
    </message>
    <message>
        <source>Sessions without a row</source>
        <translation>Handelstage ohne Zeile</translation>
    </message>
    <message>
        <source>The exchange was closed</source>
        <translation>Die Börse war geschlossen</translation>
    </message>
    <message>
        <source>A day outside the series&apos; own pattern</source>
        <translation>Ein Tag außerhalb des Musters der Reihe</translation>
    </message>
    <message>
        <source>Another level after a long gap</source>
        <translation>Nach langer Lücke ein anderes Niveau</translation>
    </message>
    <message>
        <source>The other source means another instrument</source>
        <translation>Die andere Quelle meint ein anderes Instrument</translation>
    </message>
    <message>
        <source>Differs from another source, which fits better</source>
        <translation>Weicht von einer anderen Quelle ab, die besser passt</translation>
    </message>
    <message>
        <source>Another source differs, this one fits better</source>
        <translation>Eine andere Quelle weicht ab, diese passt besser</translation>
    </message>
    <message>
        <source>Differs from another source; either may be right</source>
        <translation>Weicht von einer anderen Quelle ab; beide können stimmen</translation>
    </message>
    <message>
        <source>One field is off by a factor</source>
        <translation>Ein Feld ist um einen Faktor verschoben</translation>
    </message>
    <message>
        <source>Rows in another unit</source>
        <translation>Zeilen in einer anderen Einheit</translation>
    </message>
    <message>
        <source>The level jumps by a split&apos;s ratio</source>
        <translation>Das Niveau springt im Verhältnis eines Splits</translation>
    </message>
    <message>
        <source>A split is not adjusted for</source>
        <translation>Ein Split ist nicht berücksichtigt</translation>
    </message>
    <message>
        <source>A dividend is not adjusted for</source>
        <translation>Eine Dividende ist nicht berücksichtigt</translation>
    </message>
    <message>
        <source>A dividend is adjusted for twice</source>
        <translation>Eine Dividende ist doppelt berücksichtigt</translation>
    </message>
    <message>
        <source>A dividend&apos;s adjustment has the wrong size</source>
        <translation>Die Bereinigung um eine Dividende hat die falsche Größe</translation>
    </message>
    <message>
        <source>An adjustment without a dividend</source>
        <translation>Eine Bereinigung ohne Dividende</translation>
    </message>
    <message>
        <source>A capital gain is counted twice</source>
        <translation>Ein Kursgewinn ist doppelt gezählt</translation>
    </message>
    <message>
        <source>A dividend is told twice</source>
        <translation>Eine Dividende ist zweimal genannt</translation>
    </message>
    <message>
        <source>Known before its period had ended</source>
        <translation>Bekannt, bevor der Zeitraum zu Ende war</translation>
    </message>
    <message>
        <source>Two rows alike at one instant</source>
        <translation>Zwei gleiche Zeilen zu einem Zeitpunkt</translation>
    </message>
    <message>
        <source>The bid is above the ask</source>
        <translation>Der Geldkurs liegt über dem Briefkurs</translation>
    </message>
    <message>
        <source>The source has extended hours</source>
        <translation>Die Quelle hat verlängerte Handelszeiten</translation>
    </message>
    <message>
        <source>A dividend was taken as of shares before a split</source>
        <translation>Eine Dividende wurde je Aktie vor einem Split genommen</translation>
    </message>
</context>
<context>
    <name>RiskWords</name>
    <message>
        <source>Position size</source>
        <translation>Positionsgröße</translation>
    </message>
    <message>
        <source>Concentration</source>
        <translation>Konzentration</translation>
    </message>
    <message>
        <source>Sector exposure</source>
        <translation>Sektorexposure</translation>
    </message>
    <message>
        <source>Value at risk</source>
        <translation>Value-at-Risk</translation>
    </message>
    <message>
        <source>Expected shortfall</source>
        <translation>Expected Shortfall</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>Gross exposure</source>
        <translation>Bruttoexposure</translation>
    </message>
    <message>
        <source>Net exposure</source>
        <translation>Nettoexposure</translation>
    </message>
    <message>
        <source>Currency exposure</source>
        <translation>Währungsexposure</translation>
    </message>
    <message>
        <source>Share of volume</source>
        <translation>Anteil am Umsatz</translation>
    </message>
    <message>
        <source>Liquidity, least</source>
        <translation>Liquidität, mindestens</translation>
    </message>
    <message>
        <source>Market correlation</source>
        <translation>Marktkorrelation</translation>
    </message>
    <message>
        <source>Largest position, share of the portfolio value</source>
        <translation>Größte Position, Anteil am Portfoliowert</translation>
    </message>
    <message>
        <source>Largest position, share of all positions</source>
        <translation>Größte Position, Anteil an allen Positionen</translation>
    </message>
    <message>
        <source>Largest sector, share of the portfolio value</source>
        <translation>Größter Sektor, Anteil am Portfoliowert</translation>
    </message>
    <message>
        <source>Historical value at risk, 1 session, 99 %</source>
        <translation>Historischer Value-at-Risk, 1 Sitzung, 99 %</translation>
    </message>
    <message>
        <source>Historical expected shortfall, 1 session, 99 %</source>
        <translation>Historischer Expected Shortfall, 1 Sitzung, 99 %</translation>
    </message>
    <message>
        <source>Sum of all positions over the portfolio value</source>
        <translation>Summe aller Positionen durch den Portfoliowert</translation>
    </message>
    <message>
        <source>Long and short positions, share of the value</source>
        <translation>Long- und Shortpositionen, Anteil am Wert</translation>
    </message>
    <message>
        <source>Long less short positions, share of the value</source>
        <translation>Long- abzüglich Shortpositionen, Anteil am Wert</translation>
    </message>
    <message>
        <source>Largest foreign currency, share of the value</source>
        <translation>Größte Fremdwährung, Anteil am Wert</translation>
    </message>
    <message>
        <source>Largest position against its daily traded value</source>
        <translation>Größte Position gegen ihren Tagesumsatz</translation>
    </message>
    <message>
        <source>Share that a day turns into money, at least</source>
        <translation>Anteil, den ein Tag mindestens zu Geld macht</translation>
    </message>
    <message>
        <source>Correlation of daily returns with the market</source>
        <translation>Korrelation der Tagesrenditen mit dem Markt</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Eingehalten</translation>
    </message>
    <message>
        <source>Within limits</source>
        <translation>In den Limits</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Nahe</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>eröffnet</translation>
    </message>
    <message>
        <source>worsened</source>
        <translation>verschlimmert</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>behoben</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Cornish-Fisher</source>
        <translation>Cornish-Fisher</translation>
    </message>
    <message>
        <source>Student t</source>
        <translation>Student-t</translation>
    </message>
    <message>
        <source>Historical</source>
        <translation>Historisch</translation>
    </message>
    <message>
        <source>Age-weighted</source>
        <translation>Altersgewichtet</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>Gefiltert</translation>
    </message>
    <message>
        <source>Monte Carlo</source>
        <translation>Monte Carlo</translation>
    </message>
    <message>
        <source>Financial crisis 2008</source>
        <translation>Finanzkrise 2008</translation>
    </message>
    <message>
        <source>China, August 2015</source>
        <translation>China, August 2015</translation>
    </message>
    <message>
        <source>Volatility, February 2018</source>
        <translation>Volatilität, Februar 2018</translation>
    </message>
    <message>
        <source>December 2018</source>
        <translation>Dezember 2018</translation>
    </message>
    <message>
        <source>Covid, spring 2020</source>
        <translation>Covid, Frühjahr 2020</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
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
    <name>nautilus::ui</name>
    <message>
        <source>Finished: %1</source>
        <translation>Fertig: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ActionsDialog</name>
    <message>
        <source>Looking…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Buchen</translation>
    </message>
    <message>
        <source>Splits and dividends of %1</source>
        <translation>Splits und Dividenden von %1</translation>
    </message>
    <message>
        <source>What would be recorded</source>
        <translation>Was gebucht würde</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Recorded: %n transactions</source>
        <translation>
            <numerusform>Gebucht: %n Buchung</numerusform>
            <numerusform>Gebucht: %n Buchungen</numerusform>
        </translation>
    </message>
    <message>
        <source>The book has every split and dividend that the catalog knows of.</source>
        <translation>Das Buch hat alle Splits und Dividenden, die der Katalog kennt.</translation>
    </message>
    <message numerus="yes">
        <source>%n transactions that the book does not have yet:</source>
        <translation>
            <numerusform>%n Buchung, die das Buch noch nicht hat:</numerusform>
            <numerusform>%n Buchungen, die das Buch noch nicht hat:</numerusform>
        </translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>for old</source>
        <translation>für alte</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ActivityPanel</name>
    <message>
        <source>Requests /s</source>
        <translation>Anfragen /s</translation>
    </message>
    <message>
        <source>Latency ms, 95 %</source>
        <translation>Antwortzeit ms, 95 %</translation>
    </message>
    <message>
        <source>Errors /s</source>
        <translation>Fehler /s</translation>
    </message>
    <message>
        <source>Memory MiB</source>
        <translation>Speicher MiB</translation>
    </message>
    <message>
        <source>Tasks waiting</source>
        <translation>Wartende Aufgaben</translation>
    </message>
    <message>
        <source>Jobs running</source>
        <translation>Laufende Aufträge</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>as of %1 UTC</source>
        <translation>Stand %1 UTC</translation>
    </message>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>Es wurde noch nichts gemessen.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AlertStore</name>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AlertsPage</name>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the alerts</source>
        <translation>Meldungen leeren</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AlertsPanel</name>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>Send a test alert this way</source>
        <translation>Eine Probemeldung auf diesem Weg senden</translation>
    </message>
    <message numerus="yes">
        <source>%n watched</source>
        <translation>
            <numerusform>%n überwacht</numerusform>
            <numerusform>%n überwacht</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is watched yet. A watched portfolio is held against its limits all the time, and who should know is told when one breaks.</source>
        <translation>Noch wird nichts überwacht. Ein überwachtes Portfolio wird laufend an seinen Limits gemessen, und wer es wissen soll, erfährt, wenn eines bricht.</translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation>%1 überwachen</translation>
    </message>
    <message>
        <source>A test alert went out by: %1.</source>
        <translation>Eine Probemeldung ging hinaus über: %1.</translation>
    </message>
    <message>
        <source>watch %1</source>
        <translation>%1 überwachen</translation>
    </message>
    <message>
        <source>stop watching %1</source>
        <translation>Überwachung von %1 beenden</translation>
    </message>
    <message>
        <source>change the watch of %1</source>
        <translation>Überwachung von %1 ändern</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>überwacht</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>At, UTC</source>
        <translation>Um, UTC</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>By the last check</source>
        <translation>Bei der letzten Prüfung</translation>
    </message>
    <message>
        <source>Every, s</source>
        <translation>Alle … s</translation>
    </message>
    <message>
        <source>Alerts from</source>
        <translation>Meldet ab</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Last check, UTC</source>
        <translation>Letzte Prüfung, UTC</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Since the program began</source>
        <translation>Seit dem Start des Programms</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Alert centre</source>
        <translation>Meldezentrale</translation>
    </message>
    <message>
        <source>Whose alerts</source>
        <translation>Wessen Meldungen</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Hold the chosen portfolio against its limits all the time</source>
        <translation>Das gewählte Portfolio laufend an seinen Limits messen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>How often, from which severity and by which ways (Enter)</source>
        <translation>Wie oft, ab welcher Schwere und auf welchen Wegen (Eingabe)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>End the watch of the row (Delete)</source>
        <translation>Die Überwachung der Zeile beenden (Entf)</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Send a test alert: %1</source>
        <translation>Probemeldung senden: %1</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>Was überwacht wird</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AnswerView</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Answer as a table</source>
        <translation>Antwort als Tabelle</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Answer as a tree</source>
        <translation>Antwort als Baum</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::AttributionPanel</name>
    <message>
        <source>Attribution</source>
        <translation>Attribution</translation>
    </message>
    <message>
        <source>From the benchmark&apos;s return to the portfolio&apos;s</source>
        <translation>Von der Rendite der Benchmark zu der des Portfolios</translation>
    </message>
    <message>
        <source>Contributions by month</source>
        <translation>Beiträge nach Monaten</translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>By effect</source>
        <translation>Nach Effekt</translation>
    </message>
    <message>
        <source>By sector</source>
        <translation>Nach Sektor</translation>
    </message>
    <message>
        <source>By factor</source>
        <translation>Nach Faktor</translation>
    </message>
    <message>
        <source>By currency</source>
        <translation>Nach Währung</translation>
    </message>
    <message>
        <source>Trading</source>
        <translation>Handel</translation>
    </message>
    <message>
        <source>What the return is split by</source>
        <translation>Wonach die Rendite aufgeteilt wird</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Nach Monat</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>How it is shown</source>
        <translation>Wie es gezeigt wird</translation>
    </message>
    <message>
        <source>Sessions joined after Carino</source>
        <translation>Sitzungen verknüpft nach Carino</translation>
    </message>
    <message>
        <source>Sessions joined after Menchero</source>
        <translation>Sitzungen verknüpft nach Menchero</translation>
    </message>
    <message>
        <source>Interaction counts as selection</source>
        <translation>Interaktion zählt zur Selektion</translation>
    </message>
    <message>
        <source>Interaction on its own</source>
        <translation>Interaktion für sich</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Method of the attribution</source>
        <translation>Methode der Attribution</translation>
    </message>
    <message>
        <source>Brinson and Fachler by sector; how sessions are joined and interaction counts</source>
        <translation>Brinson und Fachler nach Sektor; wie Sitzungen verknüpft werden und Interaktion zählt</translation>
    </message>
    <message>
        <source>There is no return to explain yet. It begins with the first transaction.</source>
        <translation>Noch gibt es keine Rendite zu erklären. Sie beginnt mit der ersten Transaktion.</translation>
    </message>
    <message>
        <source>Record a transaction</source>
        <translation>Transaktion erfassen</translation>
    </message>
    <message>
        <source>Active %1  =  %2 − %3 of %4</source>
        <translation>Aktiv %1  =  %2 − %3 von %4</translation>
    </message>
    <message>
        <source>%1 to %2, both compounded over the same sessions</source>
        <translation>%1 bis %2, beide über dieselben Sitzungen verzinst</translation>
    </message>
    <message>
        <source>Contribution</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Effekt</translation>
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
        <source>Portfolio
%</source>
        <translation>Portfolio
%</translation>
    </message>
    <message>
        <source>Benchmark
%</source>
        <translation>Benchmark
%</translation>
    </message>
    <message>
        <source>Allocation
%</source>
        <translation>Allokation
%</translation>
    </message>
    <message>
        <source>Selection
%</source>
        <translation>Selektion
%</translation>
    </message>
    <message>
        <source>Interaction
%</source>
        <translation>Interaktion
%</translation>
    </message>
    <message>
        <source>Currency
%</source>
        <translation>Währung
%</translation>
    </message>
    <message>
        <source>Total
%</source>
        <translation>Gesamt
%</translation>
    </message>
    <message>
        <source>weight %1 against %2</source>
        <translation>Gewicht %1 gegen %2</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Holdings alone</source>
        <translation>Nur Bestände</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>Tatsächlich</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>Active return</source>
        <translation>Aktive Rendite</translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation>Allokation</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selektion</translation>
    </message>
    <message>
        <source>Interaction</source>
        <translation>Interaktion</translation>
    </message>
    <message>
        <source>Trades, charges</source>
        <translation>Handel, Gebühren</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Timing and interest</source>
        <translation>Zeitpunkt und Zinsen</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barmittel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Low volatility</source>
        <translation>Niedrige Volatilität</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Other styles</source>
        <translation>Übrige Stile</translation>
    </message>
    <message>
        <source>Industries</source>
        <translation>Branchen</translation>
    </message>
    <message>
        <source>Specific to stocks</source>
        <translation>Titelspezifisch</translation>
    </message>
    <message>
        <source>Not covered</source>
        <translation>Nicht abgedeckt</translation>
    </message>
    <message>
        <source>Benchmark&apos;s residual</source>
        <translation>Rest der Benchmark</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BacktestChart</name>
    <message>
        <source>Daily returns against the value at risk</source>
        <translation>Tagesrenditen gegen den Value-at-Risk</translation>
    </message>
    <message>
        <source>daily return &amp;nbsp; %1 &amp;nbsp; %2</source>
        <translation>Tagesrendite &amp;nbsp; %1 &amp;nbsp; %2</translation>
    </message>
    <message>
        <source>value at risk</source>
        <translation>Value-at-Risk</translation>
    </message>
    <message>
        <source>▼ exception</source>
        <translation>▼ Ausnahme</translation>
    </message>
    <message>
        <source>return %1</source>
        <translation>Rendite %1</translation>
    </message>
    <message>
        <source>value at risk %1</source>
        <translation>Value-at-Risk %1</translation>
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
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>split %1:1</source>
        <translation>Split %1:1</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>dividend about %1</source>
        <translation>Dividende etwa %1</translation>
    </message>
    <message>
        <source>dividend %1</source>
        <translation>Dividende %1</translation>
    </message>
    <message>
        <source>A</source>
        <translation>K</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BenchmarkChoice</name>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Benchmark: the portfolio&apos;s own, a universe, another portfolio, or a symbol typed here</source>
        <translation>Benchmark: die eigene des Portfolios, ein Universum, ein anderes Portfolio oder ein hier eingegebenes Symbol</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Own: %1</source>
        <translation>Eigene: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BreachForecastPanel</name>
    <message>
        <source>forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>broken now</source>
        <translation>schon verletzt</translation>
    </message>
    <message>
        <source>never moved</source>
        <translation>nie bewegt</translation>
    </message>
    <message>
        <source>too few days</source>
        <translation>zu wenige Tage</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht messbar</translation>
    </message>
    <message>
        <source>Breach forecast</source>
        <translation>Bruchprognose</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>next session</source>
        <translation>nächste Sitzung</translation>
    </message>
    <message>
        <source>5 sessions</source>
        <translation>5 Sitzungen</translation>
    </message>
    <message>
        <source>10 sessions</source>
        <translation>10 Sitzungen</translation>
    </message>
    <message>
        <source>21 sessions</source>
        <translation>21 Sitzungen</translation>
    </message>
    <message>
        <source>Forecasts by limit</source>
        <translation>Prognosen je Limit</translation>
    </message>
    <message>
        <source>No limit is set for this portfolio, its account or the firm, so none can break.</source>
        <translation>Für dieses Portfolio, sein Konto oder die Firma ist kein Limit gesetzt, also kann keines brechen.</translation>
    </message>
    <message>
        <source>Set limits</source>
        <translation>Limits setzen</translation>
    </message>
    <message>
        <source>Did such forecasts come true? Grey columns: how many there were.</source>
        <translation>Traten solche Prognosen ein? Graue Säulen: wie viele es gab.</translation>
    </message>
    <message>
        <source>No limit has enough past days to score forecasts on.</source>
        <translation>Kein Limit hat genug vergangene Tage, um Prognosen zu bewerten.</translation>
    </message>
    <message>
        <source>%1 forecasts of %2 to %3, each made without knowing its day: they were off by %4 on average. Brier score %5, of a random walk %6.</source>
        <translation>%1 Prognosen von %2 bis %3, jede ohne Kenntnis ihres Tages: im Mittel lagen sie um %4 daneben. Brier-Wert %5, der eines Zufallswegs %6.</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Am schlechtesten</translation>
    </message>
    <message>
        <source>Breach
%</source>
        <translation>Bruch
%</translation>
    </message>
    <message>
        <source>Probability that the limit is broken at one of the next closes, holdings unchanged</source>
        <translation>Wahrscheinlichkeit, dass das Limit an einem der nächsten Schlüsse verletzt ist, bei unverändertem Bestand</translation>
    </message>
    <message>
        <source>Random
walk %</source>
        <translation>Zufalls-
weg %</translation>
    </message>
    <message>
        <source>The same if the figure were a random walk</source>
        <translation>Dasselbe, wenn die Größe ein Zufallsweg wäre</translation>
    </message>
    <message>
        <source>Distance
σ</source>
        <translation>Abstand
σ</translation>
    </message>
    <message>
        <source>To the limit, in deviations of the horizon</source>
        <translation>Bis zum Limit, in Standardabweichungen des Horizonts</translation>
    </message>
    <message>
        <source>Used
%</source>
        <translation>Genutzt
%</translation>
    </message>
    <message>
        <source>Utilisation of the limit today</source>
        <translation>Auslastung des Limits heute</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Brier</source>
        <translation>Brier</translation>
    </message>
    <message>
        <source>Mean squared error on days that the forecasts had not seen; less is better</source>
        <translation>Mittlerer quadratischer Fehler an Tagen, die die Prognosen nicht kannten; weniger ist besser</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>1 less the Brier score&apos;s share of that of always saying the frequency; 0 is none</source>
        <translation>1 minus Brier-Wert geteilt durch den der bloßen Häufigkeit; 0 ist keine</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::BreachesPanel</name>
    <message>
        <source>%1 breaches: %2 critical, %3 high, %4 medium, %5 low  ·  resolved after %6 on average</source>
        <translation>%1 Verletzungen: %2 kritisch, %3 hoch, %4 mittel, %5 gering  ·  im Mittel nach %6 behoben</translation>
    </message>
    <message>
        <source>No breach in this time. They are found by the monitor: start it to have this portfolio held against its limits all the time.</source>
        <translation>Keine Verletzung in dieser Zeit. Die Überwachung findet sie: starten Sie sie, damit dieses Portfolio laufend an seinen Limits gemessen wird.</translation>
    </message>
    <message>
        <source>Open the alert centre</source>
        <translation>Meldezentrale öffnen</translation>
    </message>
    <message>
        <source>%1: %2%3, %4 against %5, since %6 UTC</source>
        <translation>%1: %2%3, %4 gegen %5, seit %6 UTC</translation>
    </message>
    <message>
        <source>acknowledged %1</source>
        <translation>angenommen %1</translation>
    </message>
    <message>
        <source>resolved %1</source>
        <translation>behoben %1</translation>
    </message>
    <message>
        <source>%1, %2, %3 against %4%5</source>
        <translation>%1, %2, %3 gegen %4%5</translation>
    </message>
    <message>
        <source>What was done, or by whom (may stay empty)</source>
        <translation>Was getan wurde oder von wem (darf leer bleiben)</translation>
    </message>
    <message>
        <source>The breach is told so; the monitor opens it anew if it finds it again after it was resolved.</source>
        <translation>Vermerkt; die Überwachung öffnet die Verletzung neu, wenn sie sie nach der Behebung wieder findet.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>The highest so far</source>
        <translation>Die höchste bisher</translation>
    </message>
    <message>
        <source>Limit of</source>
        <translation>Limit für</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>Position, sector or currency</source>
        <translation>Position, Sektor oder Währung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>As last told</source>
        <translation>Wie zuletzt gemeldet</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Found, UTC</source>
        <translation>Gefunden, UTC</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Resolved, UTC</source>
        <translation>Behoben, UTC</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>At, UTC</source>
        <translation>Um, UTC</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Breaches</source>
        <translation>Verletzungen</translation>
    </message>
    <message>
        <source>Whose limits</source>
        <translation>Wessen Limits</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 Monat</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>Annehmen…</translation>
    </message>
    <message>
        <source>Somebody looks after the breach of the row (A)</source>
        <translation>Jemand kümmert sich um die Verletzung der Zeile (A)</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Beheben…</translation>
    </message>
    <message>
        <source>The breach of the row is dealt with (R)</source>
        <translation>Die Verletzung der Zeile ist erledigt (R)</translation>
    </message>
    <message>
        <source>Breaches over time</source>
        <translation>Verletzungen über die Zeit</translation>
    </message>
    <message>
        <source>History of the breach</source>
        <translation>Verlauf der Verletzung</translation>
    </message>
    <message>
        <source>No breach of this severity and state in this time.</source>
        <translation>Keine Verletzung dieser Schwere und dieses Standes in dieser Zeit.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>All severities</source>
        <translation>Alle Schweregrade</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ColumnChart</name>
    <message>
        <source>Column chart</source>
        <translation>Säulendiagramm</translation>
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
    <name>nautilus::ui::ConstraintModel</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ContextBar</name>
    <message>
        <source>Edit link group %1</source>
        <translation>Gruppe %1 bearbeiten</translation>
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
    <message>
        <source>Link group %1: panels with this dot follow what is chosen on the right</source>
        <translation>Gruppe %1: Fenster mit diesem Punkt folgen dem, was rechts gewählt ist</translation>
    </message>
    <message>
        <source>Portfolio of the link group</source>
        <translation>Portfolio der Gruppe</translation>
    </message>
    <message>
        <source>Portfolio (Ctrl+P)</source>
        <translation>Portfolio (Strg+P)</translation>
    </message>
    <message>
        <source>No portfolio</source>
        <translation>Kein Portfolio</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ContributionsPanel</name>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Weight
%</source>
        <translation>Gewicht
%</translation>
    </message>
    <message>
        <source>Component
%</source>
        <translation>Beitrag
%</translation>
    </message>
    <message>
        <source>Weight times marginal; the components add up to the value at risk</source>
        <translation>Gewicht mal Grenzbeitrag; die Beiträge ergeben zusammen den Value-at-Risk</translation>
    </message>
    <message>
        <source>Share
%</source>
        <translation>Anteil
%</translation>
    </message>
    <message>
        <source>Of the value at risk</source>
        <translation>Am Value-at-Risk</translation>
    </message>
    <message>
        <source>Marginal
%</source>
        <translation>Grenz-
beitrag, %</translation>
    </message>
    <message>
        <source>How much the value at risk grows per unit of weight</source>
        <translation>Um wie viel der Value-at-Risk je Einheit Gewicht wächst</translation>
    </message>
    <message>
        <source>Incremental
%</source>
        <translation>Zuwachs
%</translation>
    </message>
    <message>
        <source>Value at risk less that without the position</source>
        <translation>Value-at-Risk abzüglich dessen ohne die Position</translation>
    </message>
    <message>
        <source>Shortfall
%</source>
        <translation>Shortfall
%</translation>
    </message>
    <message>
        <source>Mean loss by the position on the worst days</source>
        <translation>Mittlerer Verlust durch die Position an den schlechtesten Tagen</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Exposure</translation>
    </message>
    <message>
        <source>With the specific part the components add up to the value at risk</source>
        <translation>Mit dem spezifischen Teil ergeben die Beiträge den Value-at-Risk</translation>
    </message>
    <message>
        <source>Days
to sell</source>
        <translation>Tage bis
verkauft</translation>
    </message>
    <message>
        <source>Until all is sold at the chosen share of the volume</source>
        <translation>Bis alles beim gewählten Anteil am Umsatz verkauft ist</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Traded
a day</source>
        <translation>Umsatz
je Tag</translation>
    </message>
    <message>
        <source>Mean of 21 sessions</source>
        <translation>Mittel von 21 Sitzungen</translation>
    </message>
    <message>
        <source>Of a day
%</source>
        <translation>Vom Tag
%</translation>
    </message>
    <message>
        <source>Value over what is traded on a day</source>
        <translation>Wert im Verhältnis zum Umsatz eines Tages</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Of selling all: half the spread and the pressure on the price</source>
        <translation>Des Verkaufs von allem: halbe Spanne und Druck auf den Kurs</translation>
    </message>
    <message>
        <source>Risk contributions</source>
        <translation>Risikobeiträge</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>By position</source>
        <translation>Nach Position</translation>
    </message>
    <message>
        <source>By factor</source>
        <translation>Nach Faktor</translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation>Liquidität</translation>
    </message>
    <message>
        <source>Measure of the bars</source>
        <translation>Maß der Balken</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Beitrag</translation>
    </message>
    <message>
        <source>Marginal</source>
        <translation>Grenzbeitrag</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>Zuwachs</translation>
    </message>
    <message>
        <source>Shortfall</source>
        <translation>Shortfall</translation>
    </message>
    <message>
        <source>Share of the volume</source>
        <translation>Anteil am Umsatz</translation>
    </message>
    <message>
        <source>20 % of the volume</source>
        <translation>20 % des Umsatzes</translation>
    </message>
    <message>
        <source>10 % of the volume</source>
        <translation>10 % des Umsatzes</translation>
    </message>
    <message>
        <source>5 % of the volume</source>
        <translation>5 % des Umsatzes</translation>
    </message>
    <message>
        <source>Contributions to the value at risk, in basis points</source>
        <translation>Beiträge zum Value-at-Risk, in Basispunkten</translation>
    </message>
    <message>
        <source>Contributions to the value at risk</source>
        <translation>Beiträge zum Value-at-Risk</translation>
    </message>
    <message>
        <source>The factor model does not cover every position; there are no parts by factor.</source>
        <translation>Das Faktormodell deckt nicht jede Position ab; es gibt keine Teile nach Faktor.</translation>
    </message>
    <message>
        <source>The portfolio holds nothing on this date that risk could come from.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, woraus Risiko käme.</translation>
    </message>
    <message>
        <source>Show the positions</source>
        <translation>Positionen zeigen</translation>
    </message>
    <message>
        <source>the other factors</source>
        <translation>übrige Faktoren</translation>
    </message>
    <message>
        <source>specific</source>
        <translation>spezifisch</translation>
    </message>
    <message>
        <source>Shortfall, bp</source>
        <translation>Shortfall, bp</translation>
    </message>
    <message>
        <source>Value at risk, bp</source>
        <translation>Value-at-Risk, bp</translation>
    </message>
    <message>
        <source>factor model</source>
        <translation>Faktormodell</translation>
    </message>
    <message>
        <source>history of the positions</source>
        <translation>Historie der Positionen</translation>
    </message>
    <message>
        <source>VaR %1 (1 day, 99 %, %2)  ·  each alone %3</source>
        <translation>VaR %1 (1 Tag, 99 %, %2)  ·  jede für sich %3</translation>
    </message>
    <message numerus="yes">
        <source>after %n days, %</source>
        <translation>
            <numerusform>nach %n Tag, %</numerusform>
            <numerusform>nach %n Tagen, %</numerusform>
        </translation>
    </message>
    <message>
        <source>All sold in %1 days  ·  cost %2 (%3)  ·  VaR with it %4</source>
        <translation>Alles verkauft in %1 Tagen  ·  Kosten %2 (%3)  ·  VaR damit %4</translation>
    </message>
    <message>
        <source>The portfolio holds nothing on this date that could be sold.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, was zu verkaufen wäre.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CorrelationPanel</name>
    <message>
        <source>Factor correlation</source>
        <translation>Faktorkorrelation</translation>
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
        <source>What the matrix shows</source>
        <translation>Was die Matrix zeigt</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Covariance</source>
        <translation>Kovarianz</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Correlation or covariance of factor returns</source>
        <translation>Korrelation oder Kovarianz der Faktorrenditen</translation>
    </message>
    <message>
        <source>covariance per year, in squared percent</source>
        <translation>Kovarianz pro Jahr, in Prozent zum Quadrat</translation>
    </message>
    <message>
        <source>Two factors with returns in common are needed for a matrix.</source>
        <translation>Für eine Matrix braucht es zwei Faktoren mit gemeinsamen Renditen.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CoveragePanel</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>Instrumente</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>First session</source>
        <translation>Erster Handelstag</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>Letzter Handelstag</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei einlesen…</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>%n data sets</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 instruments, %2 months</source>
        <translation>%1 Instrumente, %2 Monate</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::CoverageStrip</name>
    <message>
        <source>Coverage over time</source>
        <translation>Abdeckung über die Zeit</translation>
    </message>
    <message>
        <source>%1 instruments, %2 months</source>
        <translation>%1 Instrumente, %2 Monate</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 · %2: %3 of %4 instruments have data</source>
        <translation>%1 · %2: %3 von %4 Instrumenten haben Daten</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::DepthPanel</name>
    <message>
        <source>Choose a symbol in the watchlist.</source>
        <translation>Wählen Sie ein Symbol in der Beobachtungsliste.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Orderbuch</translation>
    </message>
    <message>
        <source>Bid size</source>
        <translation>G-Menge</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Distance %</source>
        <translation>Abstand %</translation>
    </message>
    <message>
        <source>From the middle between the best bid and the best ask</source>
        <translation>Von der Mitte zwischen bestem Geld und bestem Brief</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>Ask size</source>
        <translation>B-Menge</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Of the largest size in sight; bids positive, asks negative</source>
        <translation>An der größten gezeigten Menge; Geld positiv, Brief negativ</translation>
    </message>
    <message>
        <source>Open the watchlist</source>
        <translation>Beobachtungsliste öffnen</translation>
    </message>
    <message>
        <source>, stale</source>
        <translation>, veraltet</translation>
    </message>
    <message>
        <source>, crossed</source>
        <translation>, gekreuzt</translation>
    </message>
    <message>
        <source>%1 has bars alone at this source: no quotes, no book.</source>
        <translation>%1 hat bei dieser Quelle nur Balken: keine Quotierungen, kein Orderbuch.</translation>
    </message>
    <message>
        <source>Open data sources</source>
        <translation>Datenquellen öffnen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Drawer</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Pages of the drawer</source>
        <translation>Seiten der Schublade</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Schublade schließen</translation>
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
    <message>
        <source>95 % ms</source>
        <translation>95 % ms</translation>
    </message>
    <message>
        <source>95 of 100 answers of the last minute took no longer</source>
        <translation>95 von 100 Antworten der letzten Minute dauerten nicht länger</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>50 % ms</source>
        <translation>50 % ms</translation>
    </message>
    <message>
        <source>Half of the answers of the last minute took no longer</source>
        <translation>Die Hälfte der Antworten der letzten Minute dauerte nicht länger</translation>
    </message>
    <message>
        <source>99 % ms</source>
        <translation>99 % ms</translation>
    </message>
    <message>
        <source>99 of 100 answers of the last minute took no longer</source>
        <translation>99 von 100 Antworten der letzten Minute dauerten nicht länger</translation>
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
        <source>%1 of %2 stocks</source>
        <translation>%1 von %2 Aktien</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExpressionField</name>
    <message>
        <source>Factor expression</source>
        <translation>Faktorausdruck</translation>
    </message>
    <message>
        <source>What the word may become</source>
        <translation>Was das Wort werden kann</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ExpressionPanel</name>
    <message>
        <source>Write an expression above. Ctrl+Space shows what can be written.</source>
        <translation>Oben einen Ausdruck schreiben. Strg+Leertaste zeigt, was möglich ist.</translation>
    </message>
    <message>
        <source>Show an example</source>
        <translation>Beispiel zeigen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Ctrl+Space completes · Ctrl+Enter evaluates · Ctrl+S saves</source>
        <translation>Strg+Leertaste ergänzt · Strg+Eingabe rechnet · Strg+S speichert</translation>
    </message>
    <message>
        <source>No stock has a value of this expression on this date.</source>
        <translation>Keine Aktie hat an diesem Tag einen Wert dieses Ausdrucks.</translation>
    </message>
    <message numerus="yes">
        <source>%n stocks</source>
        <translation>
            <numerusform>%n Aktie</numerusform>
            <numerusform>%n Aktien</numerusform>
        </translation>
    </message>
    <message>
        <source>Stocks by value on %1 · mean %2 · deviation %3</source>
        <translation>Aktien nach Wert am %1 · Mittel %2 · Abweichung %3</translation>
    </message>
    <message>
        <source>version %1, %2</source>
        <translation>Version %1, %2</translation>
    </message>
    <message>
        <source>The text in the editor is not saved; %1 was not opened over it.</source>
        <translation>Der Text im Editor ist nicht gespeichert; %1 wurde nicht darüber geöffnet.</translation>
    </message>
    <message>
        <source>%1 is computed by code of its own; there is no text to open.</source>
        <translation>%1 wird von eigenem Code berechnet; es gibt keinen Text zu öffnen.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Pct.</source>
        <translation>Rang %</translation>
    </message>
    <message>
        <source>Share of the universe&apos;s stocks that are not above it, in percent</source>
        <translation>Anteil der Aktien des Universums, die nicht darüber liegen, in Prozent</translation>
    </message>
    <message>
        <source>Expression editor</source>
        <translation>Ausdruckseditor</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchste</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Tiefste</translation>
    </message>
    <message>
        <source>Stocks with the highest values</source>
        <translation>Aktien mit den höchsten Werten</translation>
    </message>
    <message>
        <source>Stocks with the lowest values</source>
        <translation>Aktien mit den tiefsten Werten</translation>
    </message>
    <message>
        <source>My factors</source>
        <translation>Meine Faktoren</translation>
    </message>
    <message>
        <source>Versions of the factor</source>
        <translation>Versionen des Faktors</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Tear sheet</source>
        <translation>Faktorblatt</translation>
    </message>
    <message>
        <source>What the expression foretold and earned</source>
        <translation>Was der Ausdruck vorhergesagt und verdient hat</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Keep the expression as a factor of your own (Ctrl+S)</source>
        <translation>Den Ausdruck als eigenen Faktor behalten (Strg+S)</translation>
    </message>
    <message>
        <source>id, as in calm_reversal</source>
        <translation>Kennung, etwa calm_reversal</translation>
    </message>
    <message>
        <source>Id of the factor</source>
        <translation>Kennung des Faktors</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the factor</source>
        <translation>Name des Faktors</translation>
    </message>
    <message>
        <source>high pays</source>
        <translation>hoch lohnt</translation>
    </message>
    <message>
        <source>low pays</source>
        <translation>tief lohnt</translation>
    </message>
    <message>
        <source>either</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stocks by value</source>
        <translation>Aktien nach Wert</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values of one stock over a year</source>
        <translation>Werte einer Aktie über ein Jahr</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>It could not be saved.</source>
        <translation>Es konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Saved as %1, version %2</source>
        <translation>Gespeichert als %1, Version %2</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FactorHealthPanel</name>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Thin below 60 % coverage, collinear above a VIF of 10, short below 252 sessions</source>
        <translation>Dünn unter 60 % Abdeckung, kollinear über VIF 10, kurz unter 252 Handelstagen</translation>
    </message>
    <message>
        <source>Cover.
% cap</source>
        <translation>Abdeck.
% Kap.</translation>
    </message>
    <message>
        <source>Share of the estimation universe&apos;s capitalisation that has the factor&apos;s own value</source>
        <translation>Anteil der Marktkapitalisierung des Schätzuniversums mit eigenem Faktorwert</translation>
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
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>no returns</source>
        <translation>keine Renditen</translation>
    </message>
    <message>
        <source>short history</source>
        <translation>kurze Historie</translation>
    </message>
    <message>
        <source>thin coverage</source>
        <translation>dünne Abdeckung</translation>
    </message>
    <message>
        <source>collinear</source>
        <translation>kollinear</translation>
    </message>
    <message>
        <source>Factor health</source>
        <translation>Zustand der Faktoren</translation>
    </message>
    <message numerus="yes">
        <source>%n factors, all good</source>
        <translation>
            <numerusform>%n Faktor, in Ordnung</numerusform>
            <numerusform>%n Faktoren, alle in Ordnung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n factors, %1 to look at</source>
        <translation>
            <numerusform>%n Faktor, %1 anzusehen</numerusform>
            <numerusform>%n Faktoren, %1 anzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>No factor has been computed yet.</source>
        <translation>Es wurde noch kein Faktor berechnet.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FactorMapPanel</name>
    <message>
        <source>Factor clusters</source>
        <translation>Faktorgruppen</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>Technisch</translation>
    </message>
    <message>
        <source>Fundamental</source>
        <translation>Fundamental</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Konjunktur</translation>
    </message>
    <message>
        <source>Cross-source</source>
        <translation>Quellenübergreifend</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>2 years</source>
        <translation>2 Jahre</translation>
    </message>
    <message>
        <source>Correlation of factors in the order of their clusters</source>
        <translation>Korrelation der Faktoren in der Reihenfolge ihrer Gruppen</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Named after its most typical member</source>
        <translation>Benannt nach ihrem typischsten Mitglied</translation>
    </message>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n Faktor</numerusform>
            <numerusform>%n Faktoren</numerusform>
        </translation>
    </message>
    <message>
        <source>No factor of this family has values up to this date.</source>
        <translation>Kein Faktor dieser Familie hat bis zu diesem Tag Werte.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FactorPortfolioPanel</name>
    <message>
        <source>In standard deviations of the universe, against the benchmark; empty: as it comes, 0: none</source>
        <translation>In Standardabweichungen des Universums, gegenüber der Benchmark; leer: wie es sich ergibt, 0: keine</translation>
    </message>
    <message>
        <source>Universe and benchmark</source>
        <translation>Universum und Benchmark</translation>
    </message>
    <message>
        <source>Universe</source>
        <translation>Universum</translation>
    </message>
    <message>
        <source>Symbols to choose from</source>
        <translation>Symbole, aus denen gewählt wird</translation>
    </message>
    <message>
        <source>All stocks</source>
        <translation>Alle Aktien</translation>
    </message>
    <message>
        <source>Own symbols</source>
        <translation>Eigene Symbole</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Apart by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Symbol or portfolio, all of whose holdings are in the universe; empty: the universe by market value</source>
        <translation>Symbol oder Portfolio, dessen Bestände alle im Universum sind; leer: das Universum nach Marktwert</translation>
    </message>
    <message>
        <source>the universe</source>
        <translation>das Universum</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Risk aversion</source>
        <translation>Risikoaversion</translation>
    </message>
    <message>
        <source>Weight of the active variance beside the misses of the exposures: low keeps to the targets, high to the benchmark</source>
        <translation>Gewicht der aktiven Varianz neben den Abweichungen der Exposures: niedrig hält sich an die Ziele, hoch an die Benchmark</translation>
    </message>
    <message>
        <source>Sector neutral</source>
        <translation>Sektorneutral</translation>
    </message>
    <message>
        <source>Every sector weighs what it does in the benchmark</source>
        <translation>Jeder Sektor wiegt so viel wie in der Benchmark</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Of every symbol</source>
        <translation>Je Symbol</translation>
    </message>
    <message>
        <source>Smallest weight</source>
        <translation>Kleinstes Gewicht</translation>
    </message>
    <message>
        <source>Below 0: shorts; empty: none</source>
        <translation>Unter 0: Leerverkäufe; leer: keine</translation>
    </message>
    <message>
        <source>Positions max</source>
        <translation>Positionen max.</translation>
    </message>
    <message>
        <source>Most symbols held</source>
        <translation>Höchstens so viele Symbole</translation>
    </message>
    <message>
        <source>Wanted exposures</source>
        <translation>Gewünschte Exposures</translation>
    </message>
    <message>
        <source>More factors</source>
        <translation>Weitere Faktoren</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Weight, %</source>
        <translation>Gewicht, %</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Substanz</translation>
    </message>
    <message>
        <source>In the base currency</source>
        <translation>In der Basiswährung</translation>
    </message>
    <message>
        <source>Now, %</source>
        <translation>Jetzt, %</translation>
    </message>
    <message>
        <source>After, %</source>
        <translation>Danach, %</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Factor portfolio</source>
        <translation>Faktorportfolio</translation>
    </message>
    <message>
        <source>Parts of the answer</source>
        <translation>Teile der Antwort</translation>
    </message>
    <message>
        <source>Tracking error</source>
        <translation>Tracking Error</translation>
    </message>
    <message>
        <source>Information ratio</source>
        <translation>Information Ratio</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Exposures wanted and reached</source>
        <translation>Gewünschte und erreichte Exposures</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>gewünscht</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Trades to get there</source>
        <translation>Orders bis dahin</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>Enter: to the field of the constraint</source>
        <translation>Eingabetaste: zum Feld der Nebenbedingung</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>No exposure is asked for yet. Give at least one on the left, in standard deviations against the benchmark.</source>
        <translation>Noch ist kein Exposure verlangt. Geben Sie links mindestens eines an, in Standardabweichungen gegenüber der Benchmark.</translation>
    </message>
    <message>
        <source>Begin with value and momentum</source>
        <translation>Mit Value und Momentum beginnen</translation>
    </message>
    <message>
        <source>No symbols are named to choose from.</source>
        <translation>Es sind keine Symbole genannt, aus denen gewählt werden kann.</translation>
    </message>
    <message>
        <source>Name symbols</source>
        <translation>Symbole nennen</translation>
    </message>
    <message>
        <source>No portfolio meets the constraints. What stands here is the last that did.</source>
        <translation>Kein Portfolio erfüllt die Nebenbedingungen. Hier steht das letzte, das es tat.</translation>
    </message>
    <message>
        <source>off by %1</source>
        <translation>daneben um %1</translation>
    </message>
    <message>
        <source>No portfolio came back for these exposures. Choose another universe or date.</source>
        <translation>Für diese Exposures kam kein Portfolio zurück. Wählen Sie ein anderes Universum oder Datum.</translation>
    </message>
    <message>
        <source>Choose the universe</source>
        <translation>Das Universum wählen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FeasibilityView</name>
    <message>
        <source>Constraints that stand against each other</source>
        <translation>Nebenbedingungen, die einander widersprechen</translation>
    </message>
    <message>
        <source>Enter or a click: to its field</source>
        <translation>Eingabetaste oder Klick: zu ihrem Feld</translation>
    </message>
    <message>
        <source>Feasibility is not known yet.</source>
        <translation>Ob es eine Lösung gibt, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Feasible: returns from %1 to %2, volatility from %3</source>
        <translation>Lösbar: Renditen von %1 bis %2, Volatilität ab %3</translation>
    </message>
    <message>
        <source>These cannot hold together:</source>
        <translation>Zusammen nicht erfüllbar:</translation>
    </message>
    <message>
        <source>%1. →: the limit in the least relaxation. Enter: to its field</source>
        <translation>%1. →: die Grenze in der kleinsten Lockerung. Eingabetaste: zu ihrem Feld</translation>
    </message>
    <message>
        <source>Relax by the least that will do</source>
        <translation>So wenig lockern wie nötig</translation>
    </message>
    <message>
        <source>Relaxed by the least that will do:</source>
        <translation>So wenig gelockert wie nötig:</translation>
    </message>
    <message>
        <source>Put these limits into the form</source>
        <translation>Diese Grenzen ins Formular übernehmen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FeaturesPanel</name>
    <message>
        <source>momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>trend</source>
        <translation>Trend</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>▲ bullish</source>
        <translation>▲ steigend</translation>
    </message>
    <message>
        <source>▼ bearish</source>
        <translation>▼ fallend</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indikatoren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Indikator</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>How this indicator votes in the summary; not all of them do</source>
        <translation>Wie dieser Indikator in der Zusammenfassung stimmt; nicht alle stimmen ab</translation>
    </message>
    <message>
        <source>Choose a symbol in the watchlist.</source>
        <translation>Wählen Sie ein Symbol in der Beobachtungsliste.</translation>
    </message>
    <message>
        <source>Open the watchlist</source>
        <translation>Beobachtungsliste öffnen</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; strength %2 &amp;nbsp;&amp;nbsp; %3 bullish, %4 bearish, %5 neutral</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; Stärke %2 &amp;nbsp;&amp;nbsp; %3 steigend, %4 fallend, %5 neutral</translation>
    </message>
    <message>
        <source>%1 has no bars to compute from.</source>
        <translation>Für %1 gibt es keine Balken, aus denen sich rechnen ließe.</translation>
    </message>
    <message>
        <source>Open instruments</source>
        <translation>Instrumente öffnen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FigureLabel</name>
    <message>
        <source>Ctrl+click or F9: where this number comes from</source>
        <translation>Strg+Klick oder F9: woher diese Zahl kommt</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FigureTable</name>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Convention</source>
        <translation>Konvention</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::FrontierChart</name>
    <message>
        <source>Efficient frontier</source>
        <translation>Effizienzlinie</translation>
    </message>
    <message>
        <source>volatility a year</source>
        <translation>Volatilität pro Jahr</translation>
    </message>
    <message>
        <source>expected return a year</source>
        <translation>erwartete Rendite pro Jahr</translation>
    </message>
    <message>
        <source>return %1, volatility %2, Sharpe %3</source>
        <translation>Rendite %1, Volatilität %2, Sharpe %3</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::HistogramView</name>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Spread of latencies</source>
        <translation>Verteilung der Latenzen</translation>
    </message>
    <message>
        <source>nothing measured yet</source>
        <translation>noch nichts gemessen</translation>
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
    <name>nautilus::ui::ImportWizard</name>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Save as profile…</source>
        <translation>Als Profil sichern…</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Dateien hierher ziehen</translation>
    </message>
    <message>
        <source>Prices, sectors, fundamentals, macro series, corporate actions, universes: CSV, Parquet or a workbook; or a folder of LEAN data. Nothing is changed before you have seen what would come in.</source>
        <translation>Kurse, Sektoren, Fundamentaldaten, Makroreihen, Kapitalmaßnahmen, Universen: CSV, Parquet oder eine Arbeitsmappe; oder ein Ordner mit LEAN-Daten. Nichts wird geändert, bevor Sie gesehen haben, was hereinkäme.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Kurse</translation>
    </message>
    <message>
        <source>Fundamentals</source>
        <translation>Fundamentaldaten</translation>
    </message>
    <message>
        <source>Macro series</source>
        <translation>Makroreihen</translation>
    </message>
    <message>
        <source>Corporate actions</source>
        <translation>Kapitalmaßnahmen</translation>
    </message>
    <message>
        <source>Universe members</source>
        <translation>Mitglieder eines Universums</translation>
    </message>
    <message>
        <source>Ticks</source>
        <translation>Ticks</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>as guessed</source>
        <translation>wie erkannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Spalte der Datei</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Erste Werte</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>Spaltenköpfe</translation>
    </message>
    <message>
        <source>What each column becomes</source>
        <translation>Was aus jeder Spalte wird</translation>
    </message>
    <message>
        <source>First rows as they would come in</source>
        <translation>Erste Zeilen, wie sie hereinkämen</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andere Dateien</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Liest ein</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Einlesens</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Your data are in</source>
        <translation>Ihre Daten sind da</translation>
    </message>
    <message>
        <source>Open the heat map</source>
        <translation>Heatmap öffnen</translation>
    </message>
    <message>
        <source>Look at the quality report</source>
        <translation>Qualitätsbericht ansehen</translation>
    </message>
    <message>
        <source>See the prices</source>
        <translation>Kurse ansehen</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dateien wählen</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt *.csv.gz *.parquet *.xlsx);;All files (*)</source>
        <translation>Daten (*.csv *.tsv *.txt *.csv.gz *.parquet *.xlsx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The folder %1 has no preview: it is taken in whole or not at all.</source>
        <translation>Der Ordner %1 hat keine Vorschau: er wird ganz übernommen oder gar nicht.</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Liest %1…</translation>
    </message>
    <message>
        <source>This server cannot read single files yet.</source>
        <translation>Dieser Server kann noch keine einzelnen Dateien lesen.</translation>
    </message>
    <message>
        <source>The server did not take it.</source>
        <translation>Der Server hat es nicht angenommen.</translation>
    </message>
    <message>
        <source>Not understood yet</source>
        <translation>Noch nicht verstanden</translation>
    </message>
    <message>
        <source>%1: %2, understood with %3 certainty</source>
        <translation>%1: %2, erkannt mit %3 Sicherheit</translation>
    </message>
    <message>
        <source>guessed: %1</source>
        <translation>erkannt: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>What %1 becomes</source>
        <translation>Was aus %1 wird</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Still needed: %1. Choose the columns that hold them.</source>
        <translation>Es fehlt noch: %1. Wählen Sie die Spalten, in denen es steht.</translation>
    </message>
    <message>
        <source>Save as profile</source>
        <translation>Als Profil sichern</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>Profile saved: %1</source>
        <translation>Profil gesichert: %1</translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was changed.</source>
        <translation>Das Einlesen wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The import failed: %1</source>
        <translation>Das Einlesen ist gescheitert: %1</translation>
    </message>
    <message>
        <source>The import has points to look at</source>
        <translation>Das Einlesen hat Auffälligkeiten</translation>
    </message>
    <message>
        <source>%1 in the quality report</source>
        <translation>%1 im Qualitätsbericht</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>Instrumente</translation>
    </message>
    <message>
        <source>Sectors and industries</source>
        <translation>Sektoren und Branchen</translation>
    </message>
    <message>
        <source>Settle what is said above first.</source>
        <translation>Klären Sie zuerst, was oben steht.</translation>
    </message>
    <message>
        <source>Of the first %1 rows, %2 would be new, %3 changed, %4 as they are, %5 set aside; %6 new instruments.</source>
        <translation>Von den ersten %1 Zeilen wären %2 neu, %3 geändert, %4 wie sie sind, %5 beiseite gelegt; %6 neue Instrumente.</translation>
    </message>
    <message>
        <source>Data set &lt;b&gt;%1&lt;/b&gt;: %2 rows read, %3 taken in, %4 changed, %5 already there, %6 set aside. %7 instruments.</source>
        <translation>Datensatz &lt;b&gt;%1&lt;/b&gt;: %2 Zeilen gelesen, %3 übernommen, %4 geändert, %5 schon vorhanden, %6 beiseitegelegt. %7 Instrumente.</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) for the quality report.</source>
        <translation>
            <numerusform>%n Punkt für den Qualitätsbericht.</numerusform>
            <numerusform>%n Punkte für den Qualitätsbericht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ImportancePanel</name>
    <message>
        <source>Feature importance</source>
        <translation>Bedeutung der Merkmale</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Mutual information</source>
        <translation>Transinformation</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Permutation</source>
        <translation>Permutation</translation>
    </message>
    <message>
        <source>Of returns over</source>
        <translation>Für Renditen über</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>5 days</source>
        <translation>5 Tage</translation>
    </message>
    <message>
        <source>21 days</source>
        <translation>21 Tage</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>6 months</source>
        <translation>6 Monate</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3 Jahre</translation>
    </message>
    <message>
        <source>%1 observations: %2 stocks, %3 sessions. Features as known on the day, returns after it.</source>
        <translation>%1 Beobachtungen: %2 Aktien, %3 Handelstage. Merkmale nach dem Wissen des Tages, Renditen danach.</translation>
    </message>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n Merkmal</numerusform>
            <numerusform>%n Merkmale</numerusform>
        </translation>
    </message>
    <message>
        <source>There is too little history to judge by.</source>
        <translation>Die Historie reicht für ein Urteil nicht aus.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
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
    <name>nautilus::ui::JobPanel</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis er an der Reihe ist…</translation>
    </message>
    <message>
        <source>The answer had status %1.</source>
        <translation>Die Antwort hatte den Status %1.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::JobsPage</name>
    <message>
        <source>Cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cancel the selected job</source>
        <translation>Gewählten Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
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
    <name>nautilus::ui::KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LayoutsDialog</name>
    <message>
        <source>Saved layouts</source>
        <translation>Gesicherte Anordnungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Sichern als…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Rename the layout</source>
        <translation>Anordnung umbenennen</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>Name der Anordnung</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>Anordnung sichern</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LibraryPanel</name>
    <message>
        <source>technical</source>
        <translation>technisch</translation>
    </message>
    <message>
        <source>fundamental</source>
        <translation>fundamental</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>Konjunktur</translation>
    </message>
    <message>
        <source>cross-source</source>
        <translation>quellenübergreifend</translation>
    </message>
    <message>
        <source>style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>filings</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>composite</source>
        <translation>zusammengesetzt</translation>
    </message>
    <message>
        <source>my own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>synthetisch</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>low</source>
        <translation>tief</translation>
    </message>
    <message>
        <source>either</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>As it is computed</source>
        <translation>Wie er berechnet wird</translation>
    </message>
    <message>
        <source>Pays</source>
        <translation>Lohnt</translation>
    </message>
    <message>
        <source>Which values are expected to pay</source>
        <translation>Welche Werte sich lohnen sollten</translation>
    </message>
    <message>
        <source>Cover-
age %</source>
        <translation>Abdeck.
%</translation>
    </message>
    <message>
        <source>Share of the universe&apos;s stocks with a value on the latest session</source>
        <translation>Anteil der Aktien des Universums, die am letzten Handelstag einen Wert haben</translation>
    </message>
    <message>
        <source>IC</source>
        <translation>IC</translation>
    </message>
    <message>
        <source>Mean rank correlation with the return of the next 21 sessions, all sessions</source>
        <translation>Mittlere Rangkorrelation mit der Rendite der nächsten 21 Handelstage, alle Tage</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>Newey-West, 20 lags</source>
        <translation>Newey-West, 20 Verzögerungen</translation>
    </message>
    <message>
        <source>IC by quarter</source>
        <translation>IC je Quartal</translation>
    </message>
    <message>
        <source>Mean IC of each quarter; above and below zero</source>
        <translation>Mittlerer IC jedes Quartals; über und unter null</translation>
    </message>
    <message>
        <source>Valid
from</source>
        <translation>Gültig
ab</translation>
    </message>
    <message>
        <source>First session on which stocks with 80 % of the universe&apos;s cap have a value</source>
        <translation>Erster Handelstag, an dem Aktien mit 80 % des Börsenwerts des Universums einen Wert haben</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where the factor is described</source>
        <translation>Wo der Faktor beschrieben ist</translation>
    </message>
    <message>
        <source>Factor library</source>
        <translation>Faktorbibliothek</translation>
    </message>
    <message>
        <source>Search names, formulas, sources</source>
        <translation>Namen, Formeln, Quellen suchen</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Die Bibliothek durchsuchen</translation>
    </message>
    <message>
        <source>All families</source>
        <translation>Alle Familien</translation>
    </message>
    <message>
        <source>studying…</source>
        <translation>wird untersucht…</translation>
    </message>
    <message>
        <source>no coefficients</source>
        <translation>keine Koeffizienten</translation>
    </message>
    <message>
        <source>The library stands here as soon as the factor engine has data.</source>
        <translation>Die Bibliothek steht hier, sobald die Faktor-Engine Daten hat.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Nochmals nachsehen</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n Faktor</numerusform>
            <numerusform>%n Faktoren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 factors</source>
        <translation>%1 von %2 Faktoren</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LimitDialog</name>
    <message>
        <source>Must not be gone below</source>
        <translation>Darf nicht unterschritten werden</translation>
    </message>
    <message>
        <source>Must not be exceeded</source>
        <translation>Darf nicht überschritten werden</translation>
    </message>
    <message>
        <source>Share of the limit from which on it warns</source>
        <translation>Anteil des Limits, ab dem es warnt</translation>
    </message>
    <message>
        <source>Off: soft, to be looked at and not to be acted on at once</source>
        <translation>Aus: weich, anzusehen, nicht sofort zu handeln</translation>
    </message>
    <message>
        <source>Off: kept, but not checked</source>
        <translation>Aus: behalten, aber nicht geprüft</translation>
    </message>
    <message>
        <source>Tightens when the market is more volatile than over the year, and eases when it is calmer</source>
        <translation>Wird enger, wenn der Markt volatiler ist als im Jahr, und weiter, wenn er ruhiger ist</translation>
    </message>
    <message>
        <source>How far it moves when the volatility doubles or halves</source>
        <translation>Wie weit es sich bewegt, wenn sich die Volatilität verdoppelt oder halbiert</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>Wer dafür einsteht</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Add a limit</source>
        <translation>Limit hinzufügen</translation>
    </message>
    <message>
        <source>Change a limit</source>
        <translation>Limit ändern</translation>
    </message>
    <message>
        <source>Whose limit it is</source>
        <translation>Wessen Limit es ist</translation>
    </message>
    <message>
        <source>What is limited</source>
        <translation>Was begrenzt wird</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limits</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LimitRowsModel</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Limit of</source>
        <translation>Limit für</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Genutzt</translation>
    </message>
    <message>
        <source>Value over limit, of a least limit the limit over the value. Dotted: where the warning begins; line: the limit</source>
        <translation>Wert durch Limit, bei einem Mindestlimit Limit durch Wert. Gepunktet: wo die Warnung beginnt; Linie: das Limit</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Of the position, sector or currency that uses most of the limit</source>
        <translation>Der Position, des Sektors oder der Währung mit der höchsten Nutzung</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>As it applies now, after its adjustment to the market where it has one</source>
        <translation>Wie es jetzt gilt, nach der Anpassung an den Markt, wo es eine gibt</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Am schlechtesten</translation>
    </message>
    <message>
        <source>Position, sector or currency that uses most of the limit</source>
        <translation>Position, Sektor oder Währung mit der höchsten Nutzung</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Whose limit it is: the portfolio&apos;s, its account&apos;s or the firm&apos;s</source>
        <translation>Wessen Limit es ist: des Portfolios, des Kontos oder der Firma</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Hard: to be acted on at once; soft: to be looked at</source>
        <translation>Hart: sofort zu handeln; weich: anzusehen</translation>
    </message>
    <message>
        <source>Adjusts</source>
        <translation>Passt sich an</translation>
    </message>
    <message>
        <source>The limit follows the volatility of the market</source>
        <translation>Das Limit folgt der Volatilität des Marktes</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>Wer dafür einsteht</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>hart</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>weich</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LimitsPanel</name>
    <message>
        <source>This portfolio (%1)</source>
        <translation>Dieses Portfolio (%1)</translation>
    </message>
    <message>
        <source>Its account (%1)</source>
        <translation>Sein Konto (%1)</translation>
    </message>
    <message>
        <source>The whole firm</source>
        <translation>Die ganze Firma</translation>
    </message>
    <message>
        <source>No limit is set for this portfolio, its account or the firm. Each limit gets a row with how much of it is used.</source>
        <translation>Für dieses Portfolio, sein Konto oder die Firma ist kein Limit gesetzt. Jedes Limit bekommt eine Zeile mit seiner Nutzung.</translation>
    </message>
    <message>
        <source>Set the first limit…</source>
        <translation>Erstes Limit setzen…</translation>
    </message>
    <message>
        <source>%1 broken, %2 near, of %3 limits</source>
        <translation>%1 verletzt, %2 nahe, von %3 Limits</translation>
    </message>
    <message>
        <source>add a limit: %1</source>
        <translation>Limit hinzufügen: %1</translation>
    </message>
    <message>
        <source>change a limit: %1</source>
        <translation>Limit ändern: %1</translation>
    </message>
    <message>
        <source>remove a limit: %1</source>
        <translation>Limit entfernen: %1</translation>
    </message>
    <message>
        <source>Removed the limit of %1; Ctrl+Z brings it back.</source>
        <translation>Limit für %1 entfernt; Strg+Z holt es zurück.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add a limit (Insert)</source>
        <translation>Limit hinzufügen (Einfg)</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change the limit of the row (Enter)</source>
        <translation>Das Limit der Zeile ändern (Eingabe)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the limit of the row (Delete)</source>
        <translation>Das Limit der Zeile entfernen (Entf)</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>Was wäre, wenn…</translation>
    </message>
    <message>
        <source>Try trades against the limits before they are made</source>
        <translation>Geschäfte an den Limits proben, bevor sie gemacht werden</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Hold the portfolio against its limits again</source>
        <translation>Das Portfolio erneut an seinen Limits messen</translation>
    </message>
    <message>
        <source>VaR 1 day</source>
        <translation>VaR 1 Tag</translation>
    </message>
    <message>
        <source>Historical value at risk, 1 session, 99 %</source>
        <translation>Historischer Value-at-Risk, 1 Sitzung, 99 %</translation>
    </message>
    <message>
        <source>VaR 10 days</source>
        <translation>VaR 10 Tage</translation>
    </message>
    <message>
        <source>Historical value at risk, 10 sessions, 99 %</source>
        <translation>Historischer Value-at-Risk, 10 Sitzungen, 99 %</translation>
    </message>
    <message>
        <source>Shortfall</source>
        <translation>Shortfall</translation>
    </message>
    <message>
        <source>Historical expected shortfall, 1 session, 99 %</source>
        <translation>Historischer Expected Shortfall, 1 Sitzung, 99 %</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Against the market, of daily returns</source>
        <translation>Gegen den Markt, aus Tagesrenditen</translation>
    </message>
    <message>
        <source>Limits and how much of each is used</source>
        <translation>Limits und wie weit jedes genutzt ist</translation>
    </message>
    <message>
        <source>Limits before and after the trades</source>
        <translation>Limits vor und nach den Geschäften</translation>
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
    <name>nautilus::ui::LineageView</name>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Where the number comes from</source>
        <translation>Woher die Zahl kommt</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>This server does not tell where its numbers come from.</source>
        <translation>Dieser Server sagt nicht, woher seine Zahlen kommen.</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Bekannt seit</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LiveChartPanel</name>
    <message>
        <source>price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Live chart</source>
        <translation>Live-Chart</translation>
    </message>
    <message>
        <source>Timeframe</source>
        <translation>Zeitrahmen</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <source>Indicators: sma:20, rsi:14, macd</source>
        <translation>Indikatoren: sma:20, rsi:14, macd</translation>
    </message>
    <message>
        <source>Indicators, with parameters after colons</source>
        <translation>Indikatoren, Parameter hinter Doppelpunkten</translation>
    </message>
    <message>
        <source>Any indicator by its id, parameters after colons, commas between</source>
        <translation>Jeder Indikator mit seinem Namen, Parameter hinter Doppelpunkten, Kommas dazwischen</translation>
    </message>
    <message>
        <source>Trend line</source>
        <translation>Trendlinie</translation>
    </message>
    <message>
        <source>Two clicks draw a line; Delete takes the last one away</source>
        <translation>Zwei Klicks ziehen eine Linie; Entf nimmt die letzte weg</translation>
    </message>
    <message>
        <source>Choose a symbol in the watchlist.</source>
        <translation>Wählen Sie ein Symbol in der Beobachtungsliste.</translation>
    </message>
    <message>
        <source>Open the watchlist</source>
        <translation>Beobachtungsliste öffnen</translation>
    </message>
    <message>
        <source>%1 has no bars of this size: nothing stored is fine enough.</source>
        <translation>%1 hat keine Balken dieser Größe: nichts Gespeichertes ist fein genug.</translation>
    </message>
    <message>
        <source>Show days</source>
        <translation>Tage zeigen</translation>
    </message>
    <message>
        <source>%1, stored bars from %2</source>
        <translation>%1, gespeicherte Balken von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n trades came late: the bar that they belong to was closed, they are not in it.</source>
        <translation>
            <numerusform>%n Abschluss kam zu spät: Sein Bar war geschlossen, er ist nicht darin.</numerusform>
            <numerusform>%n Abschlüsse kamen zu spät: Ihr Bar war geschlossen, sie sind nicht darin.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LogPage</name>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Least level shown</source>
        <translation>Geringste gezeigte Stufe</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>This server does not tell its log.</source>
        <translation>Dieser Server zeigt sein Protokoll nicht.</translation>
    </message>
    <message>
        <source>The log could not be read.</source>
        <translation>Das Protokoll konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::LotsPanel</name>
    <message>
        <source>long</source>
        <translation>lang</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Open or closed lots</source>
        <translation>Offene oder geschlossene Posten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Only lots of this symbol</source>
        <translation>Nur Posten dieses Symbols</translation>
    </message>
    <message>
        <source>Lots that the account closes first</source>
        <translation>Posten, die das Konto zuerst schließt</translation>
    </message>
    <message>
        <source>Lots that the account closes first; fixed once it has transactions</source>
        <translation>Posten, die das Konto zuerst schließt; fest, sobald es Buchungen hat</translation>
    </message>
    <message>
        <source>Sell these…</source>
        <translation>Diese verkaufen…</translation>
    </message>
    <message>
        <source>Sell from the selected lots (Enter)</source>
        <translation>Aus den gewählten Posten verkaufen (Enter)</translation>
    </message>
    <message numerus="yes">
        <source>%n lots</source>
        <translation>
            <numerusform>%n Posten</numerusform>
            <numerusform>%n Posten</numerusform>
        </translation>
    </message>
    <message>
        <source>No lot is open. Purchases are recorded in the transactions.</source>
        <translation>Kein Posten ist offen. Käufe werden bei den Buchungen erfasst.</translation>
    </message>
    <message>
        <source>Open the transactions</source>
        <translation>Buchungen öffnen</translation>
    </message>
    <message>
        <source>No lot has been closed up to this date.</source>
        <translation>Bis zu diesem Tag wurde kein Posten geschlossen.</translation>
    </message>
    <message>
        <source>Show open lots</source>
        <translation>Offene Posten zeigen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Unrealised</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>of it long-term</source>
        <translation>davon langfristig</translation>
    </message>
    <message>
        <source>Proceeds</source>
        <translation>Erlös</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Choose lots of one symbol: a sale is of one.</source>
        <translation>Bitte Posten eines Symbols wählen: ein Verkauf gilt einem.</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Number of the transaction that opened it</source>
        <translation>Nummer der Buchung, die ihn eröffnet hat</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Erworben</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Cost
of one</source>
        <translation>Einstand
je Stück</translation>
    </message>
    <message>
        <source>With charges</source>
        <translation>Mit Gebühren</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Value less cost</source>
        <translation>Wert weniger Einstand</translation>
    </message>
    <message>
        <source>Days
held</source>
        <translation>Tage
gehalten</translation>
    </message>
    <message>
        <source>Without charges</source>
        <translation>Ohne Gebühren</translation>
    </message>
    <message>
        <source>By no.</source>
        <translation>Durch Nr.</translation>
    </message>
    <message>
        <source>Number of the transaction that closed it</source>
        <translation>Nummer der Buchung, die ihn geschlossen hat</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Long: held for more than a year; short positions are always short-term</source>
        <translation>Lang: länger als ein Jahr gehalten; Leerverkäufe sind immer kurzfristig</translation>
    </message>
    <message>
        <source>Cur.</source>
        <translation>Whg.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MacroPanel</name>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Daily, weekly, monthly, quarterly</source>
        <translation>Täglich, wöchentlich, monatlich, vierteljährlich</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Last period</source>
        <translation>Letzte Periode</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>First period</source>
        <translation>Erste Periode</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Konjunktur</translation>
    </message>
    <message>
        <source>Macro series</source>
        <translation>Konjunkturreihen</translation>
    </message>
    <message>
        <source>Search series</source>
        <translation>Reihen suchen</translation>
    </message>
    <message>
        <source>Search macro series</source>
        <translation>Konjunkturreihen suchen</translation>
    </message>
    <message>
        <source>Transformation</source>
        <translation>Umformung</translation>
    </message>
    <message>
        <source>Own transformation</source>
        <translation>Eigene Umformung</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Second change</source>
        <translation>Zweite Änderung</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Logarithmus</translation>
    </message>
    <message>
        <source>Change of log</source>
        <translation>Änderung des Logarithmus</translation>
    </message>
    <message>
        <source>Second change of log</source>
        <translation>Zweite Änderung des Logarithmus</translation>
    </message>
    <message>
        <source>Change of growth</source>
        <translation>Änderung des Wachstums</translation>
    </message>
    <message>
        <source>Vintage</source>
        <translation>Datenstand</translation>
    </message>
    <message>
        <source>Newest values</source>
        <translation>Neueste Werte</translation>
    </message>
    <message>
        <source>As known on the date</source>
        <translation>Wie am Tag bekannt</translation>
    </message>
    <message>
        <source>The values that had been published by the linked date, as they were then</source>
        <translation>Die Werte, die bis zum verknüpften Tag veröffentlicht waren, wie sie damals lauteten</translation>
    </message>
    <message>
        <source>Level of the series</source>
        <translation>Niveau der Reihe</translation>
    </message>
    <message>
        <source>Transformed series</source>
        <translation>Umgeformte Reihe</translation>
    </message>
    <message>
        <source>Surprises</source>
        <translation>Überraschungen</translation>
    </message>
    <message>
        <source>The catalog holds no macro series yet.</source>
        <translation>Der Katalog enthält noch keine Konjunkturreihen.</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren…</translation>
    </message>
    <message>
        <source>%1 had not been published by this date.</source>
        <translation>%1 war bis zu diesem Tag nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>%1 on %2, known %3</source>
        <translation>%1 am %2, bekannt seit %3</translation>
    </message>
    <message>
        <source>code %1: %2 (%3)</source>
        <translation>Code %1: %2 (%3)</translation>
    </message>
    <message numerus="yes">
        <source>%n periods were revised</source>
        <translation>
            <numerusform>%n Periode wurde revidiert</numerusform>
            <numerusform>%n Perioden wurden revidiert</numerusform>
        </translation>
    </message>
    <message>
        <source>no earlier vintages</source>
        <translation>keine früheren Datenstände</translation>
    </message>
    <message>
        <source>read by %1</source>
        <translation>gelesen von %1</translation>
    </message>
    <message>
        <source>shaded: nervous market, faintly: middle</source>
        <translation>getönt: nervöser Markt, schwach: mittlerer</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>transformed</source>
        <translation>umgeformt</translation>
    </message>
    <message numerus="yes">
        <source>surprise (%n d)</source>
        <comment>sessions</comment>
        <translation>
            <numerusform>Überraschung (%n T)</numerusform>
            <numerusform>Überraschung (%n T)</numerusform>
        </translation>
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
        <source>Connected again</source>
        <translation>Wieder verbunden</translation>
    </message>
    <message>
        <source>The connection is lost</source>
        <translation>Die Verbindung ist unterbrochen</translation>
    </message>
    <message>
        <source>What is shown is the last answer.</source>
        <translation>Zu sehen ist die letzte Antwort.</translation>
    </message>
    <message>
        <source>Universe</source>
        <translation>Universum</translation>
    </message>
    <message>
        <source>Jobs drawer</source>
        <translation>Schublade der Aufträge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>drawer below the panels</source>
        <translation>Schublade unter den Ansichten</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei einlesen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keyboard map</source>
        <translation>Tastenbelegung</translation>
    </message>
    <message>
        <source>every shortcut</source>
        <translation>alle Kürzel</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>first steps</source>
        <translation>erste Schritte</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>two minutes through the window</source>
        <translation>zwei Minuten durch das Fenster</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Save the layout as…</source>
        <translation>Anordnung sichern als…</translation>
    </message>
    <message>
        <source>workspaces, panels, choices</source>
        <translation>Arbeitsbereiche, Ansichten, Auswahl</translation>
    </message>
    <message>
        <source>Saved layouts…</source>
        <translation>Gesicherte Anordnungen…</translation>
    </message>
    <message>
        <source>open, rename, delete</source>
        <translation>öffnen, umbenennen, löschen</translation>
    </message>
    <message>
        <source>saved layout</source>
        <translation>gesicherte Anordnung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Refresh the panels in view</source>
        <translation>Sichtbare Ansichten auffrischen</translation>
    </message>
    <message>
        <source>Drawer: jobs, log, alerts</source>
        <translation>Schublade: Aufträge, Protokoll, Meldungen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Tables and charts</source>
        <translation>Tabellen und Diagramme</translation>
    </message>
    <message>
        <source>Where does this number come from?</source>
        <translation>Woher kommt diese Zahl?</translation>
    </message>
    <message>
        <source>Copy the selection as CSV</source>
        <translation>Auswahl als CSV kopieren</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>Zeile öffnen</translation>
    </message>
    <message>
        <source>Crosshair to the session before</source>
        <translation>Fadenkreuz zum vorigen Handelstag</translation>
    </message>
    <message>
        <source>Crosshair to the next session</source>
        <translation>Fadenkreuz zum nächsten Handelstag</translation>
    </message>
    <message>
        <source>Leave, close, hide the crosshair</source>
        <translation>Verlassen, schließen, Fadenkreuz ausblenden</translation>
    </message>
    <message>
        <source>%1 members, %2 to %3</source>
        <translation>%1 Mitglieder, %2 bis %3</translation>
    </message>
    <message>
        <source>Finished: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Gescheitert: %1</translation>
    </message>
    <message>
        <source>Risk alert</source>
        <translation>Risikowarnung</translation>
    </message>
    <message>
        <source>Risk alert: %1</source>
        <translation>Risikowarnung: %1</translation>
    </message>
    <message>
        <source>This server does not offer %1.</source>
        <translation>Dieser Server bietet %1 nicht an.</translation>
    </message>
    <message>
        <source>A layout was not understood</source>
        <translation>Eine Anordnung wurde nicht verstanden</translation>
    </message>
    <message>
        <source>The first layout is shown in its place.</source>
        <translation>Stattdessen ist die erste Anordnung zu sehen.</translation>
    </message>
    <message>
        <source>Open the layout %1</source>
        <translation>Anordnung %1 öffnen</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>Anordnung sichern</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>Name der Anordnung</translation>
    </message>
    <message>
        <source>The layout could not be saved</source>
        <translation>Die Anordnung konnte nicht gesichert werden</translation>
    </message>
    <message>
        <source>Is the disk full? The layout saved before is still there.</source>
        <translation>Ist der Datenträger voll? Die zuvor gesicherte Anordnung ist noch da.</translation>
    </message>
    <message>
        <source>The saved layout was damaged</source>
        <translation>Die gesicherte Anordnung war beschädigt</translation>
    </message>
    <message>
        <source>It is kept as %1; the first layout is shown.</source>
        <translation>Sie liegt als %1 beiseite; zu sehen ist die erste Anordnung.</translation>
    </message>
    <message>
        <source>Exposures</source>
        <translation>Exposures</translation>
    </message>
    <message>
        <source>Every stock against every factor, in deviations of the cross section. Click a row: the other panels follow.</source>
        <translation>Jede Aktie gegen jeden Faktor, in Abweichungen vom Querschnitt. Ein Klick auf eine Zeile: Die anderen Ansichten folgen.</translation>
    </message>
    <message>
        <source>One stock</source>
        <translation>Eine Aktie</translation>
    </message>
    <message>
        <source>Its exposures now, their history and its price.</source>
        <translation>Ihre Exposures heute, deren Verlauf und ihr Kurs.</translation>
    </message>
    <message>
        <source>One context</source>
        <translation>Ein Zusammenhang</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Ctrl+K reaches every panel, symbol, setting and operation. An operation opens as a form.</source>
        <translation>Strg+K erreicht jede Ansicht, jedes Symbol, jede Einstellung und Operation. Eine Operation öffnet sich als Formular.</translation>
    </message>
    <message>
        <source>Portfolio risk</source>
        <translation>Portfoliorisiko</translation>
    </message>
    <message>
        <source>Paste weights from a spreadsheet and see which factors the risk comes from.</source>
        <translation>Gewichte aus einer Tabelle einfügen und sehen, aus welchen Faktoren das Risiko kommt.</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
    <message>
        <source>What the catalog holds. Drop a file anywhere on the window to import your own.</source>
        <translation>Was der Katalog enthält. Eine Datei auf das Fenster ziehen liest eigene Daten ein.</translation>
    </message>
    <message>
        <source>Status line</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Engines, date of the data, running jobs, address of the API. Every number here is also there. Ctrl and a click on a number shows where it comes from.</source>
        <translation>Maschinen, Datenstand, laufende Aufträge, Adresse der API. Jede Zahl hier gibt es auch dort. Strg und ein Klick auf eine Zahl zeigen, woher sie kommt.</translation>
    </message>
    <message>
        <source>your own data: CSV, Parquet, workbooks, LEAN folders</source>
        <translation>eigene Daten: CSV, Parquet, Arbeitsmappen, LEAN-Ordner</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Play or pause the replay</source>
        <translation>Wiedergabe starten oder anhalten</translation>
    </message>
    <message>
        <source>Chart: closer</source>
        <translation>Chart: näher</translation>
    </message>
    <message>
        <source>Chart: more bars</source>
        <translation>Chart: mehr Balken</translation>
    </message>
    <message>
        <source>Chart: earlier bars</source>
        <translation>Chart: frühere Balken</translation>
    </message>
    <message>
        <source>Chart: a screen earlier</source>
        <translation>Chart: eine Breite früher</translation>
    </message>
    <message>
        <source>Chart: the newest bars</source>
        <translation>Chart: die neuesten Balken</translation>
    </message>
    <message>
        <source>Remove the symbol, or the trend line</source>
        <translation>Symbol oder Trendlinie entfernen</translation>
    </message>
    <message>
        <source>Ask this source earlier</source>
        <translation>Diese Quelle früher fragen</translation>
    </message>
    <message>
        <source>Ask this source later</source>
        <translation>Diese Quelle später fragen</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Choose the portfolio</source>
        <translation>Portfolio wählen</translation>
    </message>
    <message>
        <source>Symbol, date, universe and portfolio are shared by all panels with the same coloured dot. Ctrl+L jumps here.</source>
        <translation>Symbol, Datum, Universum und Portfolio gelten für alle Fenster mit demselben farbigen Punkt. Strg+L springt hierher.</translation>
    </message>
    <message>
        <source>Research, portfolio, optimise, risk, market, data and system: each keeps its own panels and layout. Ctrl+1 to Ctrl+7 switch.</source>
        <translation>Research, Portfolio, Optimieren, Risiko, Markt, Daten und System: Jeder behält seine Felder und seine Anordnung. Strg+1 bis Strg+7 wechseln.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MarketChart</name>
    <message>
        <source>Live price chart</source>
        <translation>Live-Preischart</translation>
    </message>
    <message>
        <source> UTC</source>
        <translation> UTC</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; O %2&amp;nbsp; H %3&amp;nbsp; L %4&amp;nbsp; C %5&amp;nbsp; Vol %6</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&amp;nbsp;&amp;nbsp; E %2&amp;nbsp; H %3&amp;nbsp; T %4&amp;nbsp; S %5&amp;nbsp; Vol %6</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MetricsPanel</name>
    <message>
        <source>Measures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Measures of the server</source>
        <translation>Messwerte des Servers</translation>
    </message>
    <message numerus="yes">
        <source>%n measures</source>
        <translation>
            <numerusform>%n Messwert</numerusform>
            <numerusform>%n Messwerte</numerusform>
        </translation>
    </message>
    <message>
        <source>The server measures nothing yet.</source>
        <translation>Der Server misst noch nichts.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MonitorDialog</name>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Watch %1</source>
        <translation>%1 überwachen</translation>
    </message>
    <message>
        <source>Seconds between checks</source>
        <translation>Sekunden zwischen Prüfungen</translation>
    </message>
    <message>
        <source>Check every</source>
        <translation>Prüfen alle</translation>
    </message>
    <message>
        <source>Severity from which on an alert goes out</source>
        <translation>Schwere, ab der eine Meldung hinausgeht</translation>
    </message>
    <message>
        <source>Alert from</source>
        <translation>Melden ab</translation>
    </message>
    <message>
        <source>%1 (not set up yet)</source>
        <translation>%1 (noch nicht eingerichtet)</translation>
    </message>
    <message>
        <source>Alert by</source>
        <translation>Melden über</translation>
    </message>
    <message>
        <source>What is below the severity is kept as a breach and alerts nobody.</source>
        <translation>Was darunter liegt, wird als Verletzung behalten und niemandem gemeldet.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::MonitorPanel</name>
    <message>
        <source>Shares</source>
        <translation>Aktien</translation>
    </message>
    <message>
        <source>Bonds</source>
        <translation>Anleihen</translation>
    </message>
    <message>
        <source>Commodities</source>
        <translation>Rohstoffe</translation>
    </message>
    <message>
        <source>Currencies</source>
        <translation>Währungen</translation>
    </message>
    <message>
        <source>Crypto</source>
        <translation>Krypto</translation>
    </message>
    <message>
        <source>Unclassified</source>
        <translation>Nicht eingeordnet</translation>
    </message>
    <message>
        <source>Nothing is held here yet. Deposits and purchases are recorded in the transactions.</source>
        <translation>Hier wird noch nichts gehalten. Einzahlungen und Käufe werden bei den Buchungen erfasst.</translation>
    </message>
    <message>
        <source>Open the transactions</source>
        <translation>Buchungen öffnen</translation>
    </message>
    <message>
        <source>The positions of the portfolio appear here.</source>
        <translation>Hier erscheinen die Positionen des Portfolios.</translation>
    </message>
    <message>
        <source>New portfolio…</source>
        <translation>Neues Portfolio…</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barbestand</translation>
    </message>
    <message>
        <source>close of %1</source>
        <translation>Schluss vom %1</translation>
    </message>
    <message numerus="yes">
        <source>%n prices are stale</source>
        <translation>
            <numerusform>%n Kurs ist veraltet</numerusform>
            <numerusform>%n Kurse sind veraltet</numerusform>
        </translation>
    </message>
    <message>
        <source>stale, %1 UTC</source>
        <translation>veraltet, %1 UTC</translation>
    </message>
    <message>
        <source>replay, %1 UTC</source>
        <translation>Wiedergabe, %1 UTC</translation>
    </message>
    <message>
        <source>live, %1 UTC</source>
        <translation>live, %1 UTC</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Exposures</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>Positions or exposures</source>
        <translation>Positionen oder Anteile</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Day P&amp;L</source>
        <translation>Tagesergebnis</translation>
    </message>
    <message>
        <source>Unrealised</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>Realised</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>Erträge</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Sectors, % of value</source>
        <translation>Sektoren, % vom Wert</translation>
    </message>
    <message>
        <source>Asset classes, % of value</source>
        <translation>Anlageklassen, % vom Wert</translation>
    </message>
    <message>
        <source>Currencies, % of value</source>
        <translation>Währungen, % vom Wert</translation>
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
        <source>Sector</source>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Negative: short</source>
        <translation>Negativ: leerverkauft</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>As traded, in its own currency</source>
        <translation>Wie gehandelt, in seiner Währung</translation>
    </message>
    <message>
        <source>Day
%</source>
        <translation>Tag
%</translation>
    </message>
    <message>
        <source>Since the close of the session before</source>
        <translation>Seit dem Schluss der Sitzung davor</translation>
    </message>
    <message>
        <source>Day
P&amp;L</source>
        <translation>Tages-
ergebnis</translation>
    </message>
    <message>
        <source>Of the quantity held, since the close of the session before</source>
        <translation>Der gehaltenen Menge, seit dem Schluss der Sitzung davor</translation>
    </message>
    <message>
        <source>In the book&apos;s currency</source>
        <translation>In der Währung des Buchs</translation>
    </message>
    <message>
        <source>Weight
%</source>
        <translation>Gewicht
%</translation>
    </message>
    <message>
        <source>Of the book&apos;s value</source>
        <translation>Vom Wert des Buchs</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Of the open lots, with charges</source>
        <translation>Der offenen Posten, mit Gebühren</translation>
    </message>
    <message>
        <source>Value less cost</source>
        <translation>Wert weniger Einstand</translation>
    </message>
    <message>
        <source>Gains of closed lots</source>
        <translation>Gewinne geschlossener Posten</translation>
    </message>
    <message>
        <source>Dividends</source>
        <translation>Dividenden</translation>
    </message>
    <message>
        <source>60 sessions</source>
        <translation>60 Sitzungen</translation>
    </message>
    <message>
        <source>Closes of the last 60 sessions, splits taken out</source>
        <translation>Schlusskurse der letzten 60 Sitzungen, um Splits bereinigt</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OperationDialog</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>A stream: copy it as curl and read it in a terminal.</source>
        <translation>Ein Strom: als curl kopieren und im Terminal lesen.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Als Python kopieren</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>Hier erscheint die Antwort.</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Show the answer as a tree</source>
        <translation>Antwort als Baum zeigen</translation>
    </message>
    <message>
        <source>Copy CSV</source>
        <translation>CSV kopieren</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet…</translation>
    </message>
    <message>
        <source>Answered in %1 ms.</source>
        <translation>Antwort nach %1 ms.</translation>
    </message>
    <message>
        <source>The server did not take it; see the fields.</source>
        <translation>Der Server hat es nicht angenommen; siehe die Felder.</translation>
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
    <name>nautilus::ui::OptimiserPanel</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>What the optimiser looks for</source>
        <translation>Wonach der Optimierer sucht</translation>
    </message>
    <message>
        <source>Aim</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Return and risk weighed, or least risk for a return</source>
        <translation>Rendite und Risiko abgewogen, oder kleinstes Risiko für eine Rendite</translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation>Abwägung</translation>
    </message>
    <message>
        <source>Target return</source>
        <translation>Zielrendite</translation>
    </message>
    <message>
        <source>Risk aversion</source>
        <translation>Risikoaversion</translation>
    </message>
    <message>
        <source>Return less half of it times the variance is maximised; 1 is bold, 5 usual, 20 very careful</source>
        <translation>Rendite weniger die Hälfte davon mal die Varianz wird maximiert; 1 ist kühn, 5 üblich, 20 sehr vorsichtig</translation>
    </message>
    <message>
        <source>At least so much a year; risk is then minimised</source>
        <translation>Mindestens so viel im Jahr; das Risiko wird dann minimiert</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Erwartungen</translation>
    </message>
    <message>
        <source>Your expected returns a year in percent, behind @ how sure you are: “AAPL 12 @ 60” or “MSFT - TSLA 3”</source>
        <translation>Ihre erwarteten Renditen pro Jahr in Prozent, hinter @ wie sicher Sie sind: „AAPL 12 @ 60“ oder „MSFT - TSLA 3“</translation>
    </message>
    <message>
        <source>Risk budget</source>
        <translation>Risikobudget</translation>
    </message>
    <message>
        <source>Share of the risk by symbol or asset class, in percent; empty: equal</source>
        <translation>Anteil am Risiko je Symbol oder Anlageklasse, in Prozent; leer: gleich</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>A symbol or a portfolio, for tracking error and active exposures</source>
        <translation>Ein Symbol oder ein Portfolio, für Tracking Error und aktive Exposures</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Of every symbol</source>
        <translation>Je Symbol</translation>
    </message>
    <message>
        <source>Smallest weight</source>
        <translation>Kleinstes Gewicht</translation>
    </message>
    <message>
        <source>Of every symbol; below zero allows shorts. Empty: 0</source>
        <translation>Je Symbol; unter null sind Leerverkäufe erlaubt. Leer: 0</translation>
    </message>
    <message>
        <source>Sectors max</source>
        <translation>Sektoren max.</translation>
    </message>
    <message>
        <source>Largest sum of weights by sector, in percent</source>
        <translation>Größte Summe der Gewichte je Sektor, in Prozent</translation>
    </message>
    <message>
        <source>Turnover max</source>
        <translation>Umschlag max.</translation>
    </message>
    <message>
        <source>Half of what is bought and sold, of the portfolio&apos;s value</source>
        <translation>Die Hälfte von Käufen und Verkäufen, am Wert des Portfolios</translation>
    </message>
    <message>
        <source>Tracking error max</source>
        <translation>Tracking Error max.</translation>
    </message>
    <message>
        <source>A year, against the benchmark</source>
        <translation>Pro Jahr, gegen die Benchmark</translation>
    </message>
    <message>
        <source>Cash, from to</source>
        <translation>Barmittel, von bis</translation>
    </message>
    <message>
        <source>Empty: from 0</source>
        <translation>Leer: ab 0</translation>
    </message>
    <message>
        <source>Positions max</source>
        <translation>Positionen max.</translation>
    </message>
    <message>
        <source>Most symbols held; makes the problem hard</source>
        <translation>So viele Symbole höchstens; macht das Problem schwer</translation>
    </message>
    <message>
        <source>More constraints</source>
        <translation>Weitere Nebenbedingungen</translation>
    </message>
    <message>
        <source>Single weights</source>
        <translation>Einzelne Gewichte</translation>
    </message>
    <message>
        <source>In percent, before the general limits</source>
        <translation>In Prozent, vor den allgemeinen Grenzen</translation>
    </message>
    <message>
        <source>Sectors, from to</source>
        <translation>Sektoren, von bis</translation>
    </message>
    <message>
        <source>In percent</source>
        <translation>In Prozent</translation>
    </message>
    <message>
        <source>Sectors as in the benchmark</source>
        <translation>Sektoren wie in der Benchmark</translation>
    </message>
    <message>
        <source>Every sector weighs what it does in the benchmark</source>
        <translation>Jeder Sektor wiegt so viel wie in der Benchmark</translation>
    </message>
    <message>
        <source>Asset classes</source>
        <translation>Anlageklassen</translation>
    </message>
    <message>
        <source>Factor exposures</source>
        <translation>Faktor-Exposures</translation>
    </message>
    <message>
        <source>In deviations; with a benchmark: less its exposure</source>
        <translation>In Abweichungen; mit Benchmark: abzüglich ihres Exposures</translation>
    </message>
    <message>
        <source>Beta, from to</source>
        <translation>Beta, von bis</translation>
    </message>
    <message>
        <source>To the market over the lookback</source>
        <translation>Zum Markt im Rückblick</translation>
    </message>
    <message>
        <source>Volatility max</source>
        <translation>Volatilität max.</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Pro Jahr</translation>
    </message>
    <message>
        <source>Leverage max</source>
        <translation>Hebel max.</translation>
    </message>
    <message>
        <source>Sum of weights without sign</source>
        <translation>Summe der Gewichte ohne Vorzeichen</translation>
    </message>
    <message>
        <source>Net exposure, from to</source>
        <translation>Netto, von bis</translation>
    </message>
    <message>
        <source>Sum of weights; empty: up to 100 %</source>
        <translation>Summe der Gewichte; leer: bis 100 %</translation>
    </message>
    <message>
        <source>Fully invested</source>
        <translation>Voll investiert</translation>
    </message>
    <message>
        <source>No cash is held</source>
        <translation>Es werden keine Barmittel gehalten</translation>
    </message>
    <message>
        <source>Smallest position</source>
        <translation>Kleinste Position</translation>
    </message>
    <message>
        <source>What is held weighs at least so much</source>
        <translation>Was gehalten wird, wiegt mindestens so viel</translation>
    </message>
    <message>
        <source>Share of daily value</source>
        <translation>Anteil am Tagesumsatz</translation>
    </message>
    <message>
        <source>Largest trade against the mean traded value of 21 sessions</source>
        <translation>Größte Order gegen den mittleren Umsatz von 21 Sitzungen</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Symbols that are not traded</source>
        <translation>Symbole, die nicht gehandelt werden</translation>
    </message>
    <message>
        <source>May not be held</source>
        <translation>Verboten</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Lookback</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Past sessions that risk and return are taken from</source>
        <translation>Vergangene Sitzungen, aus denen Risiko und Rendite kommen</translation>
    </message>
    <message>
        <source>Covariance</source>
        <translation>Kovarianz</translation>
    </message>
    <message>
        <source>How risk is estimated</source>
        <translation>Wie das Risiko geschätzt wird</translation>
    </message>
    <message>
        <source>Ledoit-Wolf</source>
        <translation>Ledoit-Wolf</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Equal correlation</source>
        <translation>Gleiche Korrelation</translation>
    </message>
    <message>
        <source>Oracle (OAS)</source>
        <translation>Orakel (OAS)</translation>
    </message>
    <message>
        <source>Denoised</source>
        <translation>Entrauscht</translation>
    </message>
    <message>
        <source>Factor model</source>
        <translation>Faktormodell</translation>
    </message>
    <message>
        <source>Expected returns</source>
        <translation>Erw. Renditen</translation>
    </message>
    <message>
        <source>Where expected returns come from</source>
        <translation>Woher die erwarteten Renditen kommen</translation>
    </message>
    <message>
        <source>Past mean</source>
        <translation>Mittel bisher</translation>
    </message>
    <message>
        <source>Shrunk mean</source>
        <translation>Geschrumpft</translation>
    </message>
    <message>
        <source>Beta × market</source>
        <translation>Beta × Markt</translation>
    </message>
    <message>
        <source>Equilibrium</source>
        <translation>Gleichgewicht</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Of what is bought or sold</source>
        <translation>Von dem, was ge- oder verkauft wird</translation>
    </message>
    <message>
        <source>Data and costs</source>
        <translation>Daten und Kosten</translation>
    </message>
    <message>
        <source>Given returns</source>
        <translation>Gegebene Renditen</translation>
    </message>
    <message>
        <source>A year, in percent, by symbol</source>
        <translation>Pro Jahr, in Prozent, je Symbol</translation>
    </message>
    <message>
        <source>More data</source>
        <translation>Weitere Daten</translation>
    </message>
    <message>
        <source>Market impact</source>
        <translation>Markteinfluss</translation>
    </message>
    <message>
        <source>1 is typical: a trade of a day&apos;s volume moves the price by a daily deviation</source>
        <translation>1 ist üblich: Eine Order vom Umsatz eines Tages bewegt den Kurs um eine Tagesabweichung</translation>
    </message>
    <message>
        <source>Cost horizon, years</source>
        <translation>Kostenhorizont, Jahre</translation>
    </message>
    <message>
        <source>Costs are paid once and count against the return of so long</source>
        <translation>Kosten fallen einmal an und zählen gegen die Rendite dieser Zeit</translation>
    </message>
    <message>
        <source>Risk-free rate</source>
        <translation>Risikoloser Zins</translation>
    </message>
    <message>
        <source>A year; what cash earns</source>
        <translation>Pro Jahr; was Barmittel bringen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Of the expected shortfall and drawdown</source>
        <translation>Von Expected Shortfall und Rückgang</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>Robustheit</translation>
    </message>
    <message>
        <source>Standard errors by which the means may be wrong together</source>
        <translation>Standardfehler, um die die Mittel zusammen falsch sein dürfen</translation>
    </message>
    <message>
        <source>Doubt about the prior</source>
        <translation>Zweifel am Prior</translation>
    </message>
    <message>
        <source>Tau of Black-Litterman</source>
        <translation>Tau von Black-Litterman</translation>
    </message>
    <message>
        <source>Linkage</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>How clusters are joined</source>
        <translation>Wie Cluster verbunden werden</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Single</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Average</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Ward</translation>
    </message>
    <message>
        <source>Lot size</source>
        <translation>Losgröße</translation>
    </message>
    <message>
        <source>Trades are whole multiples; empty: fractions are traded</source>
        <translation>Orders sind ganze Vielfache; leer: Bruchteile werden gehandelt</translation>
    </message>
    <message>
        <source>Universe</source>
        <translation>Universum</translation>
    </message>
    <message>
        <source>Symbols to choose from; empty: what the portfolio holds</source>
        <translation>Symbole zur Auswahl; leer: was das Portfolio hält</translation>
    </message>
    <message>
        <source>what is held</source>
        <translation>was gehalten wird</translation>
    </message>
    <message>
        <source>Rebalanced</source>
        <translation>Umgeschichtet</translation>
    </message>
    <message>
        <source>How often weights are set anew</source>
        <translation>Wie oft die Gewichte neu gesetzt werden</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Jede Woche</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Jeden Monat</translation>
    </message>
    <message>
        <source>Every quarter</source>
        <translation>Jedes Quartal</translation>
    </message>
    <message>
        <source>Every year</source>
        <translation>Jedes Jahr</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Of methods that weigh return against risk</source>
        <translation>Von Methoden, die Rendite gegen Risiko abwägen</translation>
    </message>
    <message>
        <source>Of every rebalancing</source>
        <translation>Je Umschichtung</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Every change is solved at once</source>
        <translation>Jede Änderung wird sofort gelöst</translation>
    </message>
    <message>
        <source>Rebalance…</source>
        <translation>Umschichten…</translation>
    </message>
    <message>
        <source>From these weights to a list of trades</source>
        <translation>Von diesen Gewichten zu einer Orderliste</translation>
    </message>
    <message>
        <source>Backtest…</source>
        <translation>Backtest…</translation>
    </message>
    <message>
        <source>What the method would have done in the past</source>
        <translation>Was die Methode in der Vergangenheit getan hätte</translation>
    </message>
    <message>
        <source>There is nothing to choose from: no portfolio is chosen and no symbols are named.</source>
        <translation>Es gibt nichts auszuwählen: Weder ist ein Portfolio gewählt, noch sind Symbole genannt.</translation>
    </message>
    <message>
        <source>Name symbols</source>
        <translation>Symbole nennen</translation>
    </message>
    <message>
        <source>The portfolio holds nothing to choose from on this date. Name symbols on the left, or choose another portfolio.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, woraus zu wählen wäre. Nennen Sie links Symbole, oder wählen Sie ein anderes Portfolio.</translation>
    </message>
    <message numerus="yes">
        <source>%n limits of single names are to be changed by hand.</source>
        <translation>
            <numerusform>%n Grenze eines einzelnen Namens ist von Hand zu ändern.</numerusform>
            <numerusform>%n Grenzen einzelner Namen sind von Hand zu ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>This limit has no field of its own here: %1</source>
        <translation>Diese Grenze hat hier kein eigenes Feld: %1</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>What decides how many there are</source>
        <translation>Was entscheidet, wie viele es sind</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>Silhouette</translation>
    </message>
    <message>
        <source>Gap statistic</source>
        <translation>Gap-Statistik</translation>
    </message>
    <message>
        <source>Factor premia</source>
        <translation>Faktorprämien</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::OptimiserResults</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Return
%</source>
        <translation>Rendite
%</translation>
    </message>
    <message>
        <source>Volatility
%</source>
        <translation>Volatilität
%</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>VaR
%</source>
        <translation>VaR
%</translation>
    </message>
    <message>
        <source>Drawdown
%</source>
        <translation>Rückgang
%</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Turnover
%</source>
        <translation>Umschlag
%</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barmittel</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>In the base currency</source>
        <translation>In der Basiswährung</translation>
    </message>
    <message>
        <source>Weight, %</source>
        <translation>Gewicht, %</translation>
    </message>
    <message>
        <source>By how much the weight changes</source>
        <translation>Um wie viel sich das Gewicht ändert</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Value over the mean daily traded value of 21 sessions</source>
        <translation>Wert über dem mittleren Tagesumsatz von 21 Sitzungen</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Nebenbedingung</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Luft</translation>
    </message>
    <message>
        <source>What is left up to the limit</source>
        <translation>Was bis zur Grenze bleibt</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Was sie kostet</translation>
    </message>
    <message>
        <source>By how much the objective, a return a year, would be better with a wider limit</source>
        <translation>Um wie viel das Ziel, eine Rendite pro Jahr, mit einer weiteren Grenze besser wäre</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rendite</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>VaR 1 day</source>
        <translation>VaR 1 Tag</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>Tracking error</source>
        <translation>Tracking Error</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Weights before and after</source>
        <translation>Gewichte vorher und nachher</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>optimal</source>
        <translation>optimal</translation>
    </message>
    <message>
        <source>benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Click a point: its return becomes the target</source>
        <translation>Klick auf einen Punkt: Seine Rendite wird das Ziel</translation>
    </message>
    <message>
        <source>Parts of the answer</source>
        <translation>Teile der Antwort</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Trades to get there</source>
        <translation>Orders bis dahin</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>Constraints and what they cost</source>
        <translation>Nebenbedingungen und was sie kosten</translation>
    </message>
    <message>
        <source>Enter: to the field of the constraint</source>
        <translation>Eingabetaste: zum Feld der Nebenbedingung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Optimal</source>
        <translation>Optimal</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Sector or factor</source>
        <translation>Sektor oder Faktor</translation>
    </message>
    <message>
        <source>Exposures</source>
        <translation>Exposures</translation>
    </message>
    <message>
        <source>Sectors and factors before and after</source>
        <translation>Sektoren und Faktoren vorher und nachher</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Other methods with the same constraints</source>
        <translation>Andere Methoden mit denselben Nebenbedingungen</translation>
    </message>
    <message>
        <source>Enter: this method is taken</source>
        <translation>Eingabetaste: Diese Methode wird genommen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>No portfolio meets the constraints. What stands here is the last that did.</source>
        <translation>Kein Portfolio erfüllt die Nebenbedingungen. Hier steht das letzte, das es tat.</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>expected return %1, volatility %2, share of the risk %3</source>
        <translation>erwartete Rendite %1, Volatilität %2, Anteil am Risiko %3</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%n iterations</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>residuals %1 and %2, gap %3</source>
        <translation>Residuen %1 und %2, Lücke %3</translation>
    </message>
    <message>
        <source>optimal to 1e-8</source>
        <translation>optimal auf 1e-8</translation>
    </message>
    <message>
        <source>not proven optimal</source>
        <translation>Optimalität nicht bewiesen</translation>
    </message>
    <message>
        <source>at most %1 better is possible</source>
        <translation>höchstens %1 besser ist möglich</translation>
    </message>
    <message>
        <source>found by the second method</source>
        <translation>vom zweiten Verfahren gefunden</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PairedBars</name>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>%1: %2 before, %3 after</source>
        <translation>%1: %2 vorher, %3 nachher</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Panel</name>
    <message>
        <source>Risk model proof</source>
        <translation>Nachweis des Risikomodells</translation>
    </message>
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
    <message>
        <source>Estimator</source>
        <translation>Schätzer</translation>
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
        <source>Show the latest date</source>
        <translation>Neuestes Datum zeigen</translation>
    </message>
    <message>
        <source>This server does not offer “%1” yet.</source>
        <translation>Dieser Server bietet „%1“ noch nicht an.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Portfolio risk</source>
        <translation>Portfoliorisiko</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>Datenqualität</translation>
    </message>
    <message>
        <source>SQL console</source>
        <translation>SQL-Konsole</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>The catalog is empty. Drop a file anywhere on the window, or choose one.</source>
        <translation>Der Katalog ist leer. Ziehen Sie eine Datei auf das Fenster oder wählen Sie eine.</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren…</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Factor health</source>
        <translation>Zustand der Faktoren</translation>
    </message>
    <message>
        <source>Watchlist</source>
        <translation>Beobachtungsliste</translation>
    </message>
    <message>
        <source>Live chart</source>
        <translation>Live-Chart</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Orderbuch</translation>
    </message>
    <message>
        <source>Time and sales</source>
        <translation>Umsätze</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>Indikatoren</translation>
    </message>
    <message>
        <source>Feature importance</source>
        <translation>Bedeutung der Merkmale</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Data sources</source>
        <translation>Datenquellen</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Streaming</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Factor ranking</source>
        <translation>Faktorrangliste</translation>
    </message>
    <message>
        <source>Factor clusters</source>
        <translation>Faktorgruppen</translation>
    </message>
    <message>
        <source>Expression editor</source>
        <translation>Ausdruckseditor</translation>
    </message>
    <message>
        <source>Factor library</source>
        <translation>Faktorbibliothek</translation>
    </message>
    <message>
        <source>Tear sheet</source>
        <translation>Faktorblatt</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Konjunktur</translation>
    </message>
    <message>
        <source>No portfolio is chosen. Choose one above, or record the first transaction of a new one.</source>
        <translation>Kein Portfolio ist gewählt. Wählen Sie oben eines oder legen Sie ein neues an.</translation>
    </message>
    <message>
        <source>New portfolio…</source>
        <translation>Neues Portfolio…</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Wertentwicklung</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Attribution</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Buchungen</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Report designer</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limite</translation>
    </message>
    <message>
        <source>Value at risk</source>
        <translation>Value at Risk</translation>
    </message>
    <message>
        <source>Risk contributions</source>
        <translation>Risikobeiträge</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>Stress</translation>
    </message>
    <message>
        <source>Breaches</source>
        <translation>Verletzungen</translation>
    </message>
    <message>
        <source>Alert centre</source>
        <translation>Meldezentrale</translation>
    </message>
    <message>
        <source>Breach forecast</source>
        <translation>Bruchprognose</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Rebalance</source>
        <translation>Umschichten</translation>
    </message>
    <message>
        <source>Policy backtest</source>
        <translation>Backtest</translation>
    </message>
    <message>
        <source>Optimise</source>
        <translation>Optimum</translation>
    </message>
    <message>
        <source>Factor portfolio</source>
        <translation>Faktorportfolio</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Trade plan</source>
        <translation>Handelsplan</translation>
    </message>
    <message>
        <source>Settings grid</source>
        <translation>Einstellungsgitter</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PerformancePanel</name>
    <message>
        <source>Total return</source>
        <translation>Gesamtrendite</translation>
    </message>
    <message>
        <source>Compounded over the period; time-weighted, dividends included</source>
        <translation>Über den Zeitraum verzinst; zeitgewichtet, mit Dividenden</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rendite</translation>
    </message>
    <message>
        <source>Annual return</source>
        <translation>Rendite pro Jahr</translation>
    </message>
    <message>
        <source>Compounded, over 252 sessions a year</source>
        <translation>Verzinst, bei 252 Sitzungen im Jahr</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Pro Jahr</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>Sample deviation of daily returns × √252</source>
        <translation>Stichprobenabweichung der Tagesrenditen × √252</translation>
    </message>
    <message>
        <source>Sharpe ratio</source>
        <translation>Sharpe-Quotient</translation>
    </message>
    <message>
        <source>Mean return over its deviation × √252; above a risk-free rate of 0</source>
        <translation>Mittlere Rendite durch ihre Abweichung × √252; über einem risikofreien Satz von 0</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Sortino ratio</source>
        <translation>Sortino-Quotient</translation>
    </message>
    <message>
        <source>Mean return a year over the downside deviation of all sessions</source>
        <translation>Mittlere Rendite pro Jahr durch die Abweichung nach unten aller Sitzungen</translation>
    </message>
    <message>
        <source>Sortino</source>
        <translation>Sortino</translation>
    </message>
    <message>
        <source>Calmar ratio</source>
        <translation>Calmar-Quotient</translation>
    </message>
    <message>
        <source>Annual return over the deepest drawdown</source>
        <translation>Rendite pro Jahr durch den tiefsten Rückgang</translation>
    </message>
    <message>
        <source>Calmar</source>
        <translation>Calmar</translation>
    </message>
    <message>
        <source>Deepest drawdown</source>
        <translation>Tiefster Rückgang</translation>
    </message>
    <message>
        <source>From the highest value before; the curve starts at 1</source>
        <translation>Vom höchsten Wert davor; die Kurve beginnt bei 1</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>Downside deviation</source>
        <translation>Abweichung nach unten</translation>
    </message>
    <message>
        <source>Of returns below 0, over all sessions, × √252</source>
        <translation>Der Renditen unter 0, über alle Sitzungen, × √252</translation>
    </message>
    <message>
        <source>Value at risk, 95 %</source>
        <translation>Value at Risk, 95 %</translation>
    </message>
    <message>
        <source>Of one session, from its returns; a loss is positive</source>
        <translation>Einer Sitzung, aus den Renditen; ein Verlust ist positiv</translation>
    </message>
    <message>
        <source>Expected shortfall, 95 %</source>
        <translation>Expected Shortfall, 95 %</translation>
    </message>
    <message>
        <source>Mean of the sessions beyond the value at risk</source>
        <translation>Mittel der Sitzungen jenseits des Value at Risk</translation>
    </message>
    <message>
        <source>Omega ratio</source>
        <translation>Omega-Quotient</translation>
    </message>
    <message>
        <source>Sum of gains over sum of losses</source>
        <translation>Summe der Gewinne durch Summe der Verluste</translation>
    </message>
    <message>
        <source>Sessions with a gain</source>
        <translation>Sitzungen mit Gewinn</translation>
    </message>
    <message>
        <source>Of all sessions</source>
        <translation>Von allen Sitzungen</translation>
    </message>
    <message>
        <source>Best session</source>
        <translation>Beste Sitzung</translation>
    </message>
    <message>
        <source>Worst session</source>
        <translation>Schlechteste Sitzung</translation>
    </message>
    <message>
        <source>Skewness</source>
        <translation>Schiefe</translation>
    </message>
    <message>
        <source>Of daily returns; below 0: losses are larger than gains</source>
        <translation>Der Tagesrenditen; unter 0: Verluste sind größer als Gewinne</translation>
    </message>
    <message>
        <source>Excess kurtosis</source>
        <translation>Exzess-Kurtosis</translation>
    </message>
    <message>
        <source>Of daily returns; 0 of a normal law</source>
        <translation>Der Tagesrenditen; 0 bei Normalverteilung</translation>
    </message>
    <message>
        <source>Longest drawdown, sessions</source>
        <translation>Längster Rückgang, Sitzungen</translation>
    </message>
    <message>
        <source>From the fall below a high to the next high</source>
        <translation>Vom Fall unter einen Höchststand bis zum nächsten</translation>
    </message>
    <message>
        <source>Time below a high</source>
        <translation>Zeit unter einem Höchststand</translation>
    </message>
    <message>
        <source>Share of sessions</source>
        <translation>Anteil der Sitzungen</translation>
    </message>
    <message>
        <source>Benchmark&apos;s return</source>
        <translation>Rendite der Benchmark</translation>
    </message>
    <message>
        <source>Compounded over the same sessions</source>
        <translation>Über dieselben Sitzungen verzinst</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Active return a year</source>
        <translation>Aktive Rendite pro Jahr</translation>
    </message>
    <message>
        <source>Annual return less that of the benchmark</source>
        <translation>Rendite pro Jahr abzüglich der Benchmark</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Alpha a year</source>
        <translation>Alpha pro Jahr</translation>
    </message>
    <message>
        <source>Compounded mean of what beta does not explain</source>
        <translation>Verzinstes Mittel dessen, was Beta nicht erklärt</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Covariance with the benchmark over its variance</source>
        <translation>Kovarianz mit der Benchmark durch deren Varianz</translation>
    </message>
    <message>
        <source>Information ratio</source>
        <translation>Informationsquotient</translation>
    </message>
    <message>
        <source>Mean active return over its deviation × √252</source>
        <translation>Mittlere aktive Rendite durch ihre Abweichung × √252</translation>
    </message>
    <message>
        <source>Inf. ratio</source>
        <translation>Inf.-Quot.</translation>
    </message>
    <message>
        <source>Tracking error</source>
        <translation>Tracking Error</translation>
    </message>
    <message>
        <source>Sample deviation of active returns × √252</source>
        <translation>Stichprobenabweichung der aktiven Renditen × √252</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Tracking</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>With the benchmark&apos;s daily returns</source>
        <translation>Mit den Tagesrenditen der Benchmark</translation>
    </message>
    <message>
        <source>Up capture</source>
        <translation>Teilhabe aufwärts</translation>
    </message>
    <message>
        <source>Annual return over the benchmark&apos;s where that rose</source>
        <translation>Rendite pro Jahr durch die der Benchmark, wo diese stieg</translation>
    </message>
    <message>
        <source>Down capture</source>
        <translation>Teilhabe abwärts</translation>
    </message>
    <message>
        <source>Annual return over the benchmark&apos;s where that fell</source>
        <translation>Rendite pro Jahr durch die der Benchmark, wo diese fiel</translation>
    </message>
    <message>
        <source>Sessions above the benchmark</source>
        <translation>Sitzungen über der Benchmark</translation>
    </message>
    <message>
        <source>Money-weighted return a year</source>
        <translation>Geldgewichtete Rendite pro Jahr</translation>
    </message>
    <message>
        <source>Internal rate of return of what was paid in and out, 365 days a year</source>
        <translation>Interner Zinsfuß der Ein- und Auszahlungen, 365 Tage im Jahr</translation>
    </message>
    <message>
        <source>Money-w.</source>
        <translation>Geldgew.</translation>
    </message>
    <message>
        <source>Its standard error</source>
        <translation>Sein Standardfehler</translation>
    </message>
    <message>
        <source>Mertens 2002: with skewness and kurtosis of the returns</source>
        <translation>Mertens 2002: mit Schiefe und Kurtosis der Renditen</translation>
    </message>
    <message>
        <source>Probabilistic Sharpe ratio</source>
        <translation>Probabilistischer Sharpe-Quotient</translation>
    </message>
    <message>
        <source>Probability that the true ratio is above 0 (Bailey and Lopez de Prado 2012)</source>
        <translation>Wahrscheinlichkeit, dass der wahre Quotient über 0 liegt (Bailey und Lopez de Prado 2012)</translation>
    </message>
    <message>
        <source>Deflated Sharpe ratio</source>
        <translation>Deflationierter Sharpe-Quotient</translation>
    </message>
    <message>
        <source>The same above the best that so many strategies without skill would show (2014)</source>
        <translation>Dasselbe über dem Besten, was so viele Strategien ohne Können zeigen würden (2014)</translation>
    </message>
    <message>
        <source>Best expected by chance</source>
        <translation>Bester durch Zufall erwartet</translation>
    </message>
    <message>
        <source>Sharpe ratio of the best of the strategies tried, if none has skill</source>
        <translation>Sharpe-Quotient der besten der versuchten Strategien, wenn keine Können hat</translation>
    </message>
    <message>
        <source>Sessions needed</source>
        <translation>Nötige Sitzungen</translation>
    </message>
    <message>
        <source>Least length of a track record for 95 % confidence</source>
        <translation>Kleinste Länge einer Historie für 95 % Vertrauen</translation>
    </message>
    <message>
        <source>Adjusted for serial correlation</source>
        <translation>Bereinigt um Autokorrelation</translation>
    </message>
    <message>
        <source>Sharpe ratio a year after Lo 2002</source>
        <translation>Sharpe-Quotient pro Jahr nach Lo 2002</translation>
    </message>
    <message>
        <source>This portfolio has no returns up to this date. They begin with its first transaction.</source>
        <translation>Dieses Portfolio hat bis zu diesem Datum keine Renditen. Sie beginnen mit der ersten Transaktion.</translation>
    </message>
    <message>
        <source>Record a transaction</source>
        <translation>Transaktion erfassen</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Over the whole period, with its 95 % bootstrap interval. %1</source>
        <translation>Über den ganzen Zeitraum, mit seinem 95-%-Bootstrap-Intervall. %1</translation>
    </message>
    <message>
        <source>%1 overall, %2 to %3</source>
        <translation>%1 gesamt, %2 bis %3</translation>
    </message>
    <message>
        <source>Ctrl+click or F9: where this number comes from</source>
        <translation>Strg+Klick oder F9: woher diese Zahl kommt</translation>
    </message>
    <message>
        <source>%1 sessions · intervals from %2 drawn series in blocks of %3 sessions</source>
        <translation>%1 Sitzungen · Intervalle aus %2 gezogenen Reihen in Blöcken von %3 Sitzungen</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Wertentwicklung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Drawdowns</source>
        <translation>Rückgänge</translation>
    </message>
    <message>
        <source>Rolling</source>
        <translation>Rollierend</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Significance</source>
        <translation>Signifikanz</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Growth over that of the benchmark</source>
        <translation>Wachstum gegenüber dem der Benchmark</translation>
    </message>
    <message>
        <source>Growth of the portfolio over that of the benchmark, as one line</source>
        <translation>Wachstum des Portfolios durch das der Benchmark, als eine Linie</translation>
    </message>
    <message>
        <source>Growth since the start of the period</source>
        <translation>Wachstum seit Beginn des Zeitraums</translation>
    </message>
    <message>
        <source>Drawdown, the three deepest shaded</source>
        <translation>Rückgang, die drei tiefsten schattiert</translation>
    </message>
    <message>
        <source>Rolling figure</source>
        <translation>Rollierende Kennzahl</translation>
    </message>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Figure of every trailing window</source>
        <translation>Kennzahl jedes zurückliegenden Fensters</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Depth %</source>
        <translation>Tiefe %</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Tiefpunkt</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Erholt</translation>
    </message>
    <message>
        <source>First close at the high before; none yet: it lasts</source>
        <translation>Erster Schluss auf dem Höchststand davor; noch keiner: er dauert an</translation>
    </message>
    <message>
        <source>Falling</source>
        <translation>Fallend</translation>
    </message>
    <message>
        <source>Sessions from the high to the lowest close</source>
        <translation>Sitzungen vom Höchststand bis zum tiefsten Schluss</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions below the high</source>
        <translation>Sitzungen unter dem Höchststand</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Compounded over the months of the year</source>
        <translation>Über die Monate des Jahres verzinst</translation>
    </message>
    <message>
        <source>Deepest drawdowns</source>
        <translation>Tiefste Rückgänge</translation>
    </message>
    <message>
        <source>Returns by month</source>
        <translation>Renditen nach Monaten</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Alle Kennzahlen</translation>
    </message>
    <message>
        <source>Returns by month, %, over all years</source>
        <translation>Renditen nach Monaten, %, über alle Jahre</translation>
    </message>
    <message>
        <source>All figures of the period, with bootstrap intervals</source>
        <translation>Alle Kennzahlen des Zeitraums, mit Bootstrap-Intervallen</translation>
    </message>
    <message>
        <source>strategies tried: </source>
        <translation>versuchte Strategien: </translation>
    </message>
    <message>
        <source>Strategies tried</source>
        <translation>Versuchte Strategien</translation>
    </message>
    <message>
        <source>How many were tried before this one was kept; of the deflated Sharpe ratio</source>
        <translation>Wie viele versucht wurden, bevor diese behalten wurde; für den deflationierten Sharpe-Quotienten</translation>
    </message>
    <message>
        <source>their deviation: </source>
        <translation>ihre Abweichung: </translation>
    </message>
    <message>
        <source>Deviation of their Sharpe ratios</source>
        <translation>Abweichung ihrer Sharpe-Quotienten</translation>
    </message>
    <message>
        <source>Deviation of the Sharpe ratios of the strategies tried, a year</source>
        <translation>Abweichung der Sharpe-Quotienten der versuchten Strategien, pro Jahr</translation>
    </message>
    <message>
        <source>Trust in the Sharpe ratio</source>
        <translation>Vertrauen in den Sharpe-Quotienten</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PointerForm</name>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation>%1, Regler</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PolicyBacktestPanel</name>
    <message>
        <source>Policy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Return
% a year</source>
        <translation>Rendite
% p. a.</translation>
    </message>
    <message>
        <source>Compounded, after costs</source>
        <translation>Aufgezinst, nach Kosten</translation>
    </message>
    <message>
        <source>Volatility
%</source>
        <translation>Volatilität
%</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Drawdown
%</source>
        <translation>Rückgang
%</translation>
    </message>
    <message>
        <source>Turnover
%</source>
        <translation>Umschlag
%</translation>
    </message>
    <message>
        <source>Mean of a rebalancing</source>
        <translation>Mittel einer Umschichtung</translation>
    </message>
    <message>
        <source>Cost
%</source>
        <translation>Kosten
%</translation>
    </message>
    <message>
        <source>Of the value, summed over the backtest</source>
        <translation>Vom Wert, über den Backtest summiert</translation>
    </message>
    <message>
        <source>Bias of
volatility</source>
        <translation>Verzerrung
d. Vol.</translation>
    </message>
    <message>
        <source>Deviation of returns over what was predicted: 1 is right, above 1 risk was underestimated</source>
        <translation>Abweichung der Renditen über der vorhergesagten: 1 ist richtig, über 1 wurde das Risiko unterschätzt</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Rebalancings without an answer: the weights were kept</source>
        <translation>Umschichtungen ohne Antwort: Die Gewichte blieben</translation>
    </message>
    <message>
        <source>Total
%</source>
        <translation>Gesamt
%</translation>
    </message>
    <message>
        <source>Policy backtest</source>
        <translation>Backtest</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Value at the start, in the base currency</source>
        <translation>Wert am Anfang, in der Basiswährung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Empty: the first session with a whole lookback</source>
        <translation>Leer: die erste Sitzung mit ganzem Rückblick</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Empty: the last session</source>
        <translation>Leer: die letzte Sitzung</translation>
    </message>
    <message>
        <source>Methods that it is compared with</source>
        <translation>Methoden, mit denen verglichen wird</translation>
    </message>
    <message>
        <source>Start the backtest</source>
        <translation>Den Backtest starten</translation>
    </message>
    <message>
        <source>Cancel the backtest</source>
        <translation>Den Backtest abbrechen</translation>
    </message>
    <message>
        <source>Progress of the backtest</source>
        <translation>Fortschritt des Backtests</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Growth of the policies</source>
        <translation>Wachstum der Strategien</translation>
    </message>
    <message>
        <source>Drawdowns of the policies</source>
        <translation>Rückgänge der Strategien</translation>
    </message>
    <message>
        <source>Turnover of every rebalancing</source>
        <translation>Umschlag je Umschichtung</translation>
    </message>
    <message>
        <source>Figures of the policies</source>
        <translation>Kennzahlen der Strategien</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>No backtest has been run yet. Choose a method and what it is compared with, then start it.</source>
        <translation>Es wurde noch kein Backtest gerechnet. Wählen Sie eine Methode und womit sie verglichen wird, und starten Sie ihn.</translation>
    </message>
    <message>
        <source>The backtest was cancelled.</source>
        <translation>Der Backtest wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The backtest failed: %1</source>
        <translation>Der Backtest schlug fehl: %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n rebalancings without an answer, the weights were kept</source>
        <translation>
            <numerusform>%1: %n Umschichtung ohne Antwort, die Gewichte blieben</numerusform>
            <numerusform>%1: %n Umschichtungen ohne Antwort, die Gewichte blieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Re-
balanced</source>
        <translation>Umge-
schichtet</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PolicyGridPanel</name>
    <message>
        <source>Start the grid</source>
        <translation>Das Gitter starten</translation>
    </message>
    <message>
        <source>Cancel the grid</source>
        <translation>Das Gitter abbrechen</translation>
    </message>
    <message>
        <source>Progress of the grid</source>
        <translation>Fortschritt des Gitters</translation>
    </message>
    <message>
        <source>The grid was cancelled.</source>
        <translation>Das Gitter wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The grid failed: %1</source>
        <translation>Das Gitter ist gescheitert: %1</translation>
    </message>
    <message>
        <source>No grid has been run yet. Choose settings and their values on the left, then start it.</source>
        <translation>Noch ist kein Gitter gelaufen. Wählen Sie links Einstellungen und ihre Werte und starten Sie es.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Setting %1</source>
        <translation>Einstellung %1</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>By commas, in the unit of the setting</source>
        <translation>Durch Kommas getrennt, in der Einheit der Einstellung</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Beste nach</translation>
    </message>
    <message>
        <source>Which row is the best</source>
        <translation>Welche Zeile die beste ist</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Return a year</source>
        <translation>Rendite im Jahr</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Settings grid</source>
        <translation>Einstellungsgitter</translation>
    </message>
    <message>
        <source>Parts of the grid</source>
        <translation>Teile des Gitters</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Empty: the first session with a whole lookback</source>
        <translation>Leer: die erste Sitzung mit ganzem Rückblick</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Empty: the last session</source>
        <translation>Leer: die letzte Sitzung</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Best Sharpe by luck</source>
        <translation>Beste Sharpe aus Zufall</translation>
    </message>
    <message>
        <source>Deflated Sharpe</source>
        <translation>Bereinigter Sharpe</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Versucht</translation>
    </message>
    <message>
        <source>Growth of the best</source>
        <translation>Wachstum der besten</translation>
    </message>
    <message>
        <source>Heat map of the grid</source>
        <translation>Heatmap des Gitters</translation>
    </message>
    <message>
        <source>Every setting of the grid</source>
        <translation>Jede Einstellung des Gitters</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Best: %1</source>
        <translation>Beste: %1</translation>
    </message>
    <message>
        <source>%1 by %2 (across)</source>
        <translation>%1 nach %2 (quer)</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PolicyValidationPanel</name>
    <message>
        <source>Start the cross-validation</source>
        <translation>Die Kreuzvalidierung starten</translation>
    </message>
    <message>
        <source>Cancel the cross-validation</source>
        <translation>Die Kreuzvalidierung abbrechen</translation>
    </message>
    <message>
        <source>Progress of the cross-validation</source>
        <translation>Fortschritt der Kreuzvalidierung</translation>
    </message>
    <message>
        <source>The cross-validation was cancelled.</source>
        <translation>Die Kreuzvalidierung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The cross-validation failed: %1</source>
        <translation>Die Kreuzvalidierung ist gescheitert: %1</translation>
    </message>
    <message>
        <source>No cross-validation has been run yet. Choose methods and settings on the left, then start it.</source>
        <translation>Noch ist keine Kreuzvalidierung gelaufen. Wählen Sie links Methoden und Einstellungen und starten Sie sie.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Covariance</source>
        <translation>Kovarianz</translation>
    </message>
    <message>
        <source>Risk
aversion</source>
        <translation>Risiko-
aversion</translation>
    </message>
    <message>
        <source>Sharpe
tested</source>
        <translation>Sharpe
geprüft</translation>
    </message>
    <message>
        <source>Mean over the splits, of sessions it was not fitted on</source>
        <translation>Mittel über die Aufteilungen, von Sitzungen, auf denen nicht angepasst wurde</translation>
    </message>
    <message>
        <source>Devia-
tion</source>
        <translation>Abwei-
chung</translation>
    </message>
    <message>
        <source>Of the tested Sharpe ratio between splits</source>
        <translation>Der geprüften Sharpe-Ratio zwischen den Aufteilungen</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlechteste</translation>
    </message>
    <message>
        <source>Least tested Sharpe ratio of a split</source>
        <translation>Kleinste geprüfte Sharpe-Ratio einer Aufteilung</translation>
    </message>
    <message>
        <source>Sharpe
fitted</source>
        <translation>Sharpe
angepasst</translation>
    </message>
    <message>
        <source>Mean over the sessions it was fitted on</source>
        <translation>Mittel über die Sitzungen, auf denen angepasst wurde</translation>
    </message>
    <message>
        <source>Volatility
%</source>
        <translation>Volatilität
%</translation>
    </message>
    <message>
        <source>Bias of
volatility</source>
        <translation>Verzerrung
d. Vol.</translation>
    </message>
    <message>
        <source>Realised over predicted volatility: above 1 risk was underestimated</source>
        <translation>Eingetretene durch vorhergesagte Volatilität: über 1 wurde das Risiko unterschätzt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Splits without an answer</source>
        <translation>Aufteilungen ohne Antwort</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Methods that are judged</source>
        <translation>Methoden, die beurteilt werden</translation>
    </message>
    <message>
        <source>Covariances that are judged</source>
        <translation>Kovarianzen, die beurteilt werden</translation>
    </message>
    <message>
        <source>Tables of the cross-validation</source>
        <translation>Tabellen der Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Risk aversions</source>
        <translation>Risikoaversionen</translation>
    </message>
    <message>
        <source>Each with everything else; empty: 5</source>
        <translation>Jede mit allem anderen; leer: 5</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Of every symbol</source>
        <translation>Je Symbol</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Equal spans of sessions</source>
        <translation>Gleich lange Abschnitte von Sitzungen</translation>
    </message>
    <message>
        <source>Tested at once</source>
        <translation>Zugleich geprüft</translation>
    </message>
    <message>
        <source>So many groups are tested, the rest fits; below groups</source>
        <translation>So viele Gruppen werden geprüft, auf den anderen wird angepasst; weniger als Gruppen</translation>
    </message>
    <message>
        <source>Purged</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Sessions left out of the fit on either side of what is tested</source>
        <translation>Sitzungen, die beiderseits des Geprüften beim Anpassen fehlen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Empty: the first session</source>
        <translation>Leer: die erste Sitzung</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Empty: the last session</source>
        <translation>Leer: die letzte Sitzung</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Covariances</source>
        <translation>Kovarianzen</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Aufteilungen</translation>
    </message>
    <message>
        <source>Sharpe ratios where fitted and where tested</source>
        <translation>Sharpe-Ratios, wo angepasst und wo geprüft wurde</translation>
    </message>
    <message>
        <source>Sharpe where fitted</source>
        <translation>Sharpe, wo angepasst</translation>
    </message>
    <message>
        <source>where tested</source>
        <translation>wo geprüft</translation>
    </message>
    <message>
        <source>Distribution of the tested Sharpe ratio over the splits</source>
        <translation>Verteilung der geprüften Sharpe-Ratio über die Aufteilungen</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Tested Sharpe ratio of every split</source>
        <translation>Geprüfte Sharpe-Ratio jeder Aufteilung</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>worst split %1, deviation %2</source>
        <translation>schlechteste Aufteilung %1, Abweichung %2</translation>
    </message>
    <message>
        <source>Sharpe %1 to %2</source>
        <translation>Sharpe %1 bis %2</translation>
    </message>
    <message>
        <source>Splits by tested Sharpe: %1, mean %2</source>
        <translation>Aufteilungen nach geprüfter Sharpe-Ratio: %1, Mittel %2</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n splits without an answer: %2</source>
        <translation>
            <numerusform>%1: %n Aufteilung ohne Antwort: %2</numerusform>
            <numerusform>%1: %n Aufteilungen ohne Antwort: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>Überanpassung</translation>
    </message>
    <message>
        <source>Best Sharpe</source>
        <translation>Beste Sharpe</translation>
    </message>
    <message>
        <source>Sharpe lost</source>
        <translation>Sharpe-Verlust</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::PortfolioDialog</name>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>New portfolio</source>
        <translation>Neues Portfolio</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Letters, digits, _ - .</source>
        <translation>Buchstaben, Ziffern, _ - .</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Vergleichsmaßstab</translation>
    </message>
    <message>
        <source>A symbol</source>
        <translation>Ein Symbol</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Id of the account</source>
        <translation>Kennung des Kontos</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Lots that go first</source>
        <translation>Posten, die zuerst gehen</translation>
    </message>
    <message>
        <source>New account…</source>
        <translation>Neues Konto…</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Made: portfolio %1</source>
        <translation>Angelegt: Portfolio %1</translation>
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
    <name>nautilus::ui::QualityPanel</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>Datenqualität</translation>
    </message>
    <message>
        <source>State of the issues</source>
        <translation>Zustand der Befunde</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Undo repair</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Repair the chosen issues as proposed</source>
        <translation>Gewählte Befunde wie vorgeschlagen reparieren</translation>
    </message>
    <message>
        <source>Take the repair of the chosen issues back</source>
        <translation>Reparatur der gewählten Befunde zurücknehmen</translation>
    </message>
    <message>
        <source>Rules and their issues</source>
        <translation>Regeln und ihre Befunde</translation>
    </message>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was found wrong, or no data set was checked yet.</source>
        <translation>Nichts wurde beanstandet, oder es wurde noch kein Datensatz geprüft.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Repair data</source>
        <translation>Daten reparieren</translation>
    </message>
    <message>
        <source>Take a repair back</source>
        <translation>Reparatur zurücknehmen</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Runs every rule over the catalog, as a job</source>
        <translation>Wendet alle Regeln auf den Katalog an, als Auftrag</translation>
    </message>
    <message>
        <source>The check is running; see the jobs.</source>
        <translation>Die Prüfung läuft; siehe die Aufträge.</translation>
    </message>
    <message>
        <source>The check could not be started.</source>
        <translation>Die Prüfung konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RankingPanel</name>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Of the long-short portfolio, before costs</source>
        <translation>Des Long-Short-Portfolios, vor Kosten</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>After costs</source>
        <translation>Nach Kosten</translation>
    </message>
    <message>
        <source>Deflated</source>
        <translation>Bereinigt</translation>
    </message>
    <message>
        <source>Probability that the Sharpe ratio is more than the best of all trials by luck</source>
        <translation>Wahrscheinlichkeit, dass das Sharpe-Verhältnis mehr ist als das beste aller Versuche aus Glück</translation>
    </message>
    <message>
        <source>Return
% p.a.</source>
        <translation>Rendite
% p.a.</translation>
    </message>
    <message>
        <source>Compounded</source>
        <translation>Aufgezinst</translation>
    </message>
    <message>
        <source>Draw-
down %</source>
        <translation>Rück-
gang %</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>IC</source>
        <translation>IC</translation>
    </message>
    <message>
        <source>Mean rank correlation with the return of the next 21 sessions</source>
        <translation>Mittlere Rangkorrelation mit der Rendite der nächsten 21 Handelstage</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>Newey-West, 20 lags</source>
        <translation>Newey-West, 20 Verzögerungen</translation>
    </message>
    <message>
        <source>FDR</source>
        <translation>FDR</translation>
    </message>
    <message>
        <source>Benjamini-Hochberg over all factors that were ranked</source>
        <translation>Benjamini-Hochberg über alle Faktoren der Rangliste</translation>
    </message>
    <message>
        <source>Turnover
% day</source>
        <translation>Umschlag
% Tag</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>Beide Seiten</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Sessions with a return</source>
        <translation>Tage mit Rendite</translation>
    </message>
    <message>
        <source>Factor ranking</source>
        <translation>Faktorrangliste</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>2 years</source>
        <translation>2 Jahre</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Ranked by</source>
        <translation>Sortiert nach</translation>
    </message>
    <message>
        <source>Sharpe after costs</source>
        <translation>Sharpe nach Kosten</translation>
    </message>
    <message>
        <source>t of the IC</source>
        <translation>t des IC</translation>
    </message>
    <message>
        <source>compounded return</source>
        <translation>aufgezinste Rendite</translation>
    </message>
    <message numerus="yes">
        <source>%n factors</source>
        <translation>
            <numerusform>%n Faktor</numerusform>
            <numerusform>%n Faktoren</numerusform>
        </translation>
    </message>
    <message>
        <source>No factor has returns enough up to this date.</source>
        <translation>Kein Faktor hat bis zu diesem Tag genug Renditen.</translation>
    </message>
    <message>
        <source>before costs</source>
        <translation>vor Kosten</translation>
    </message>
    <message>
        <source>after costs</source>
        <translation>nach Kosten</translation>
    </message>
    <message>
        <source>%1: spread %2 (t %3), alpha %4 a year (t %5), deflated Sharpe %6 of %7 trials</source>
        <translation>%1: Spanne %2 (t %3), Alpha %4 im Jahr (t %5), bereinigter Sharpe %6 von %7 Versuchen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RebalancePanel</name>
    <message>
        <source>When to trade</source>
        <translation>Wann gehandelt wird</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Weights in percent, the rest is cash; empty: of the last optimisation, else equal weights</source>
        <translation>Gewichte in Prozent, der Rest sind Barmittel; leer: der letzten Optimierung, sonst gleiche Gewichte</translation>
    </message>
    <message>
        <source>last optimisation</source>
        <translation>letzte Optimierung</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>What is reason enough to trade</source>
        <translation>Was Grund genug ist zu handeln</translation>
    </message>
    <message>
        <source>Weight off by</source>
        <translation>Gewicht weicht ab</translation>
    </message>
    <message>
        <source>Share of target</source>
        <translation>Anteil am Ziel</translation>
    </message>
    <message>
        <source>Period ended</source>
        <translation>Zeitraum um</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Points of weight, or share of the target</source>
        <translation>Punkte des Gewichts, oder Anteil am Ziel</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Since the last trade</source>
        <translation>Seit der letzten Order</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>Zurück zu</translation>
    </message>
    <message>
        <source>The target itself, or the edge of the threshold</source>
        <translation>Dem Ziel selbst, oder dem Rand der Schwelle</translation>
    </message>
    <message>
        <source>The target</source>
        <translation>Dem Ziel</translation>
    </message>
    <message>
        <source>Edge of the band</source>
        <translation>Rand des Bandes</translation>
    </message>
    <message>
        <source>Trades and taxes</source>
        <translation>Orders und Steuern</translation>
    </message>
    <message>
        <source>Smallest trade</source>
        <translation>Kleinste Order</translation>
    </message>
    <message>
        <source>In the base currency; smaller ones are left out</source>
        <translation>In der Basiswährung; kleinere entfallen</translation>
    </message>
    <message>
        <source>Lot size</source>
        <translation>Losgröße</translation>
    </message>
    <message>
        <source>Trades are whole multiples of so many units</source>
        <translation>Orders sind ganze Vielfache von so vielen Stück</translation>
    </message>
    <message>
        <source>Lots sold</source>
        <translation>Verkaufte Posten</translation>
    </message>
    <message>
        <source>Which lots are sold first</source>
        <translation>Welche Posten zuerst verkauft werden</translation>
    </message>
    <message>
        <source>Account&apos;s rule</source>
        <translation>Regel des Kontos</translation>
    </message>
    <message>
        <source>Least tax</source>
        <translation>Kleinste Steuer</translation>
    </message>
    <message>
        <source>Tax, up to a year</source>
        <translation>Steuer bis 1 Jahr</translation>
    </message>
    <message>
        <source>On gains of lots held for up to a year</source>
        <translation>Auf Gewinne von Posten, die bis zu einem Jahr gehalten wurden</translation>
    </message>
    <message>
        <source>Tax, longer</source>
        <translation>Steuer danach</translation>
    </message>
    <message>
        <source>On gains of lots held for more than a year</source>
        <translation>Auf Gewinne von Posten, die länger als ein Jahr gehalten wurden</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>How a trade is spread over the session</source>
        <translation>Wie eine Order über die Sitzung verteilt wird</translation>
    </message>
    <message>
        <source>Evenly (TWAP)</source>
        <translation>Gleich (TWAP)</translation>
    </message>
    <message>
        <source>Volume (VWAP)</source>
        <translation>Umsatz (VWAP)</translation>
    </message>
    <message>
        <source>Share (POV)</source>
        <translation>Anteil (POV)</translation>
    </message>
    <message>
        <source>Shortfall (IS)</source>
        <translation>Shortfall (IS)</translation>
    </message>
    <message>
        <source>Participation</source>
        <translation>Beteiligung</translation>
    </message>
    <message>
        <source>At most so much of the usual volume of every slice</source>
        <translation>Höchstens so viel des üblichen Umsatzes jedes Abschnitts</translation>
    </message>
    <message>
        <source>Time to trade</source>
        <translation>Handelszeit</translation>
    </message>
    <message>
        <source>Urgency: where participation allows</source>
        <translation>Dringlichkeit: wo die Beteiligung es erlaubt</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Ein Tag</translation>
    </message>
    <message>
        <source>Half a day</source>
        <translation>Ein halber Tag</translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>Eine Stunde</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Of what is bought or sold</source>
        <translation>Von dem, was ge- oder verkauft wird</translation>
    </message>
    <message>
        <source>Market impact</source>
        <translation>Markteinfluss</translation>
    </message>
    <message>
        <source>1 is typical: a trade of a day&apos;s volume moves the price by a daily deviation</source>
        <translation>1 ist üblich: Eine Order vom Umsatz eines Tages bewegt den Kurs um eine Tagesabweichung</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Of a session of 6.5 hours</source>
        <translation>Einer Sitzung von 6,5 Stunden</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>In the base currency</source>
        <translation>In der Basiswährung</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Fees and market impact, in the base currency</source>
        <translation>Gebühren und Markteinfluss, in der Basiswährung</translation>
    </message>
    <message>
        <source>Cost, bp</source>
        <translation>Kosten, bp</translation>
    </message>
    <message>
        <source>Of the value</source>
        <translation>Vom Wert</translation>
    </message>
    <message>
        <source>Volume, %</source>
        <translation>Umsatz, %</translation>
    </message>
    <message>
        <source>Of the usual volume while it is worked</source>
        <translation>Vom üblichen Umsatz, während sie läuft</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Of the lots sold</source>
        <translation>Der verkauften Posten</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Steuer</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Sold, with units</source>
        <translation>Verkauft, mit Stück</translation>
    </message>
    <message>
        <source>Rebalance</source>
        <translation>Umschichten</translation>
    </message>
    <message>
        <source>Optimiser…</source>
        <translation>Optimierer…</translation>
    </message>
    <message>
        <source>Find target weights first</source>
        <translation>Erst Zielgewichte finden</translation>
    </message>
    <message>
        <source>Save trades as CSV…</source>
        <translation>Orders als CSV sichern…</translation>
    </message>
    <message>
        <source>Save the list of trades as CSV</source>
        <translation>Die Orderliste als CSV sichern</translation>
    </message>
    <message>
        <source>Largest drift</source>
        <translation>Größte Drift</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Gains</source>
        <translation>Gewinne</translation>
    </message>
    <message>
        <source>Cash after</source>
        <translation>Barmittel danach</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>Fertig um</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Weights, targets and drift</source>
        <translation>Gewichte, Ziele und Drift</translation>
    </message>
    <message>
        <source>Trades to make</source>
        <translation>Nötige Orders</translation>
    </message>
    <message>
        <source>Slices of the trade</source>
        <translation>Abschnitte der Order</translation>
    </message>
    <message>
        <source>The portfolio holds nothing on this date that could be rebalanced.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, was umgeschichtet werden könnte.</translation>
    </message>
    <message>
        <source>Show the positions</source>
        <translation>Positionen zeigen</translation>
    </message>
    <message>
        <source>Rebalancing is due.</source>
        <translation>Umschichten ist fällig.</translation>
    </message>
    <message>
        <source>Within the limits.</source>
        <translation>In den Grenzen.</translation>
    </message>
    <message>
        <source>Nothing to trade.</source>
        <translation>Nichts zu handeln.</translation>
    </message>
    <message>
        <source>The participation limit leaves a part for later sessions: %1.</source>
        <translation>Die Grenze der Beteiligung lässt einen Teil für spätere Sitzungen: %1.</translation>
    </message>
    <message>
        <source>%1 bp</source>
        <translation>%1 bp</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barmittel</translation>
    </message>
    <message>
        <source>%1 of the volume</source>
        <translation>%1 des Umsatzes</translation>
    </message>
    <message>
        <source>Slices of the trade chosen on the left</source>
        <translation>Abschnitte der links gewählten Order</translation>
    </message>
    <message>
        <source>%1: units a slice from %2 to %3 UTC, up to %4 of the volume</source>
        <translation>%1: Stück je Abschnitt von %2 bis %3 UTC, bis %4 des Umsatzes</translation>
    </message>
    <message>
        <source>Save trades</source>
        <translation>Orders sichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Could not write %1</source>
        <translation>%1 ließ sich nicht schreiben</translation>
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
    <message>
        <source>Where does this come from?</source>
        <translation>Woher kommt das?</translation>
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
    <name>nautilus::ui::ReliabilityChart</name>
    <message>
        <source>Reliability diagram</source>
        <translation>Zuverlässigkeitsdiagramm</translation>
    </message>
    <message>
        <source>perfect</source>
        <translation>vollkommen</translation>
    </message>
    <message>
        <source>forecast, %</source>
        <translation>Prognose, %</translation>
    </message>
    <message>
        <source>came true, %</source>
        <translation>eingetreten, %</translation>
    </message>
    <message>
        <source>forecast %1, came true %2 (%3 to %4), %5 forecasts</source>
        <translation>Prognose %1, eingetreten %2 (%3 bis %4), %5 Prognosen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ReplayPanel</name>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Play or pause the stored days (Ctrl+Shift+Space)</source>
        <translation>Gespeicherte Tage wiedergeben oder anhalten (Strg+Umschalt+Leertaste)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>One event, then pause</source>
        <translation>Ein Ereignis, dann Pause</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>%1 x</source>
        <translation>%1 x</translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation>so schnell wie möglich</translation>
    </message>
    <message>
        <source>Day to replay</source>
        <translation>Tag der Wiedergabe</translation>
    </message>
    <message>
        <source>The replay did not take that.</source>
        <translation>Die Wiedergabe hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>The replay source is not installed, or says nothing.</source>
        <translation>Die Quelle der Wiedergabe ist nicht installiert oder meldet sich nicht.</translation>
    </message>
    <message>
        <source>Open data sources</source>
        <translation>Datenquellen öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Sessions until, UTC</source>
        <translation>Handelstage bis, UTC</translation>
    </message>
    <message>
        <source>Ticks until, UTC</source>
        <translation>Ticks bis, UTC</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Events sent</source>
        <translation>Gesendete Ereignisse</translation>
    </message>
    <message>
        <source>Loops done</source>
        <translation>Durchläufe</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ReportPanel</name>
    <message>
        <source>Growth and months</source>
        <translation>Wachstum und Monate</translation>
    </message>
    <message>
        <source>Return and risk</source>
        <translation>Rendite und Risiko</translation>
    </message>
    <message>
        <source>Against the benchmark</source>
        <translation>Gegen die Benchmark</translation>
    </message>
    <message>
        <source>Trust in the Sharpe ratio</source>
        <translation>Vertrauen in den Sharpe-Quotienten</translation>
    </message>
    <message>
        <source>Drawdowns</source>
        <translation>Rückgänge</translation>
    </message>
    <message>
        <source>Rolling figures</source>
        <translation>Rollierende Kennzahlen</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limite</translation>
    </message>
    <message>
        <source>Breaches</source>
        <translation>Verletzungen</translation>
    </message>
    <message>
        <source>Value at risk</source>
        <translation>Value at Risk</translation>
    </message>
    <message>
        <source>Back-test</source>
        <translation>Rückvergleich</translation>
    </message>
    <message>
        <source>Stress tests</source>
        <translation>Stresstests</translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation>Liquidität</translation>
    </message>
    <message>
        <source>Report designer</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Wertentwicklung</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>Art des Berichts</translation>
    </message>
    <message>
        <source>Sections of the report</source>
        <translation>Abschnitte des Berichts</translation>
    </message>
    <message>
        <source>Space: in or out. Alt and an arrow, or dragging: another place</source>
        <translation>Leertaste: hinein oder heraus. Alt und Pfeil oder Ziehen: anderer Platz</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Format der Datei</translation>
    </message>
    <message>
        <source>Save the report to a file</source>
        <translation>Bericht in eine Datei speichern</translation>
    </message>
    <message>
        <source>Kept by the server</source>
        <translation>Beim Server aufbewahrt</translation>
    </message>
    <message>
        <source>Reports that the server keeps</source>
        <translation>Berichte, die der Server aufbewahrt</translation>
    </message>
    <message>
        <source>Enter: save it again, until it expires</source>
        <translation>Enter: noch einmal speichern, bis er abläuft</translation>
    </message>
    <message>
        <source>No section is chosen: the report would be empty.</source>
        <translation>Kein Abschnitt ist gewählt: der Bericht wäre leer.</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle wählen</translation>
    </message>
    <message>
        <source>There is nothing to report of this portfolio up to this date.</source>
        <translation>Über dieses Portfolio gibt es bis zu diesem Datum nichts zu berichten.</translation>
    </message>
    <message>
        <source>Record a transaction</source>
        <translation>Transaktion erfassen</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1, bis %2</translation>
    </message>
    <message>
        <source>Risk report of %1</source>
        <translation>Risikobericht von %1</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Could not write %1</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ReportPreview</name>
    <message>
        <source>Preview of the report</source>
        <translation>Vorschau des Berichts</translation>
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
</context>
<context>
    <name>nautilus::ui::ReverseDialog</name>
    <message>
        <source>Reverse</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Reverse a transaction</source>
        <translation>Buchung stornieren</translation>
    </message>
    <message>
        <source>No. %1: %2, %3</source>
        <translation>Nr. %1: %2, %3</translation>
    </message>
    <message>
        <source>It stays on record and no longer counts, from its own day on.</source>
        <translation>Sie bleibt verzeichnet und zählt ab ihrem Tag nicht mehr.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reversed: %1</source>
        <translation>Storniert: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RiskPanel</name>
    <message>
        <source>Risk model</source>
        <translation>Risikomodell</translation>
    </message>
    <message>
        <source>Fundamental</source>
        <translation>Fundamental</translation>
    </message>
    <message>
        <source>Statistical</source>
        <translation>Statistisch</translation>
    </message>
    <message>
        <source>By factor</source>
        <translation>Nach Faktor</translation>
    </message>
    <message>
        <source>By stock</source>
        <translation>Nach Aktie</translation>
    </message>
    <message>
        <source>Contributions by factor or by stock</source>
        <translation>Beiträge nach Faktor oder nach Aktie</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message numerus="yes">
        <source>%n other stocks</source>
        <translation>
            <numerusform>%n weitere Aktie</numerusform>
            <numerusform>%n weitere Aktien</numerusform>
        </translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Exposure</translation>
    </message>
    <message>
        <source>Weighted exposure of the portfolio, less that of the benchmark</source>
        <translation>Gewichtetes Exposure des Portfolios, abzüglich dessen der Benchmark</translation>
    </message>
    <message>
        <source>Volat.
% p.a.</source>
        <translation>Volat.
% p. a.</translation>
    </message>
    <message>
        <source>The factor&apos;s own volatility, whatever the portfolio holds</source>
        <translation>Volatilität des Faktors selbst, unabhängig vom Portfolio</translation>
    </message>
    <message>
        <source>Contrib.
% p.a.</source>
        <translation>Beitrag
% p. a.</translation>
    </message>
    <message>
        <source>Part of the total volatility; all parts add up to it</source>
        <translation>Teil der gesamten Volatilität; alle Teile ergeben sie</translation>
    </message>
    <message>
        <source>Share
%</source>
        <translation>Anteil
%</translation>
    </message>
    <message>
        <source>Part of the total as a share</source>
        <translation>Anteil am Ganzen</translation>
    </message>
    <message>
        <source>Portfolio risk</source>
        <translation>Portfoliorisiko</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>Absolut</translation>
    </message>
    <message>
        <source>Against SP500</source>
        <translation>Gegen SP500</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Symbols and weights from the clipboard, one position a line</source>
        <translation>Symbole und Gewichte aus der Zwischenablage, eine Position je Zeile</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>The same weight for every position</source>
        <translation>Dasselbe Gewicht für jede Position</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>Börsenwert</translation>
    </message>
    <message>
        <source>Every stock of the universe by market cap</source>
        <translation>Jede Aktie des Universums nach Börsenwert</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Contributions as a table</source>
        <translation>Beiträge als Tabelle</translation>
    </message>
    <message>
        <source>Weights of the portfolio</source>
        <translation>Gewichte des Portfolios</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>Spaltenköpfe</translation>
    </message>
    <message>
        <source>Contributions to risk, percent per year</source>
        <translation>Risikobeiträge, Prozent pro Jahr</translation>
    </message>
    <message>
        <source>Risk by factor</source>
        <translation>Risiko je Faktor</translation>
    </message>
    <message>
        <source>Sum %1, the rest is cash</source>
        <translation>Summe %1, Rest Kasse</translation>
    </message>
    <message>
        <source>No stock has a market cap on this date. Paste a portfolio, or choose another date.</source>
        <translation>Keine Aktie hat an diesem Tag einen Börsenwert. Fügen Sie ein Portfolio ein oder wählen Sie ein anderes Datum.</translation>
    </message>
    <message>
        <source>Weights by market cap</source>
        <translation>Gewichte nach Börsenwert</translation>
    </message>
    <message numerus="yes">
        <source>%n positions</source>
        <translation>
            <numerusform>%n Position</numerusform>
            <numerusform>%n Positionen</numerusform>
        </translation>
    </message>
    <message>
        <source>per year · factors %1 · specific %2</source>
        <translation>pro Jahr · Faktoren %1 · spezifisch %2</translation>
    </message>
    <message>
        <source>No position of this portfolio has exposures on this date.</source>
        <translation>Keine Position dieses Portfolios hat an diesem Tag Exposures.</translation>
    </message>
    <message>
        <source>Ten largest stocks</source>
        <translation>Zehn größte Aktien</translation>
    </message>
    <message>
        <source>Industries</source>
        <translation>Branchen</translation>
    </message>
    <message>
        <source>Specific</source>
        <translation>Spezifisch</translation>
    </message>
    <message>
        <source>Equal weights</source>
        <translation>Gleiche Gewichte</translation>
    </message>
    <message>
        <source>The clipboard holds no lines of symbol and weight.</source>
        <translation>Die Zwischenablage enthält keine Zeilen mit Symbol und Gewicht.</translation>
    </message>
    <message>
        <source>Paste weights</source>
        <translation>Gewichte einfügen</translation>
    </message>
    <message>
        <source>Not understood: %1</source>
        <translation>Nicht verstanden: %1</translation>
    </message>
    <message>
        <source>Total volatility per year</source>
        <translation>Gesamtvolatilität pro Jahr</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::RiskProofPanel</name>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Random, active</source>
        <translation>Zufällig, aktiv</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>Sectors</source>
        <translation>Sektoren</translation>
    </message>
    <message>
        <source>Pure factors</source>
        <translation>Reine Faktoren</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>Optimiert</translation>
    </message>
    <message>
        <source>Optimised factors</source>
        <translation>Optimierte Faktoren</translation>
    </message>
    <message>
        <source>All adjustments</source>
        <translation>Alle Anpassungen</translation>
    </message>
    <message>
        <source>without Newey-West</source>
        <translation>ohne Newey-West</translation>
    </message>
    <message>
        <source>without structural</source>
        <translation>ohne Strukturmodell</translation>
    </message>
    <message>
        <source>without shrinkage</source>
        <translation>ohne Shrinkage</translation>
    </message>
    <message>
        <source>without eigenfactor</source>
        <translation>ohne Eigenfaktor</translation>
    </message>
    <message>
        <source>without regime</source>
        <translation>ohne Regime</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Portfolios</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Deviation of return over forecast, mean; above 1: risk was forecast too low</source>
        <translation>Streuung von Rendite durch Prognose, Mittel; über 1: das Risiko war zu niedrig geschätzt</translation>
    </message>
    <message>
        <source>5 %</source>
        <translation>5 %</translation>
    </message>
    <message>
        <source>5 % quantile over the portfolios</source>
        <translation>5-%-Quantil über die Portfolios</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>95 % quantile over the portfolios</source>
        <translation>95-%-Quantil über die Portfolios</translation>
    </message>
    <message>
        <source>In band
%</source>
        <translation>Im Band
%</translation>
    </message>
    <message>
        <source>Portfolios whose bias lies in the 95 % band around 1</source>
        <translation>Portfolios, deren Bias im 95-%-Band um 1 liegt</translation>
    </message>
    <message>
        <source>MRAD</source>
        <translation>MRAD</translation>
    </message>
    <message>
        <source>Mean distance of the bias of 12 months from 1</source>
        <translation>Mittlerer Abstand des Bias von 12 Monaten von 1</translation>
    </message>
    <message>
        <source>Q-like</source>
        <translation>Q-like</translation>
    </message>
    <message>
        <source>Lower is better; 2.27 at best for normal returns</source>
        <translation>Kleiner ist besser; 2,27 bestenfalls bei normalverteilten Renditen</translation>
    </message>
    <message>
        <source>VaR 95
%</source>
        <translation>VaR 95
%</translation>
    </message>
    <message>
        <source>Returns below the 95 % value at risk; 5 % is right</source>
        <translation>Renditen unter dem 95-%-VaR; richtig sind 5 %</translation>
    </message>
    <message>
        <source>VaR 99
%</source>
        <translation>VaR 99
%</translation>
    </message>
    <message>
        <source>Returns below the 99 % value at risk; 1 % is right</source>
        <translation>Renditen unter dem 99-%-VaR; richtig ist 1 %</translation>
    </message>
    <message>
        <source>Kupiec
%</source>
        <translation>Kupiec
%</translation>
    </message>
    <message>
        <source>Portfolios whose exceptions at 95 % Kupiec&apos;s test refuses</source>
        <translation>Portfolios, deren Überschreitungen bei 95 % der Kupiec-Test verwirft</translation>
    </message>
    <message>
        <source>Bias with</source>
        <translation>Bias mit</translation>
    </message>
    <message>
        <source>Risk model proof</source>
        <translation>Nachweis des Risikomodells</translation>
    </message>
    <message>
        <source>Risk model</source>
        <translation>Risikomodell</translation>
    </message>
    <message>
        <source>Fundamental</source>
        <translation>Fundamental</translation>
    </message>
    <message>
        <source>Statistical</source>
        <translation>Statistisch</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Adjustments of the table</source>
        <translation>Anpassungen der Tabelle</translation>
    </message>
    <message>
        <source>Portfolios of the chart</source>
        <translation>Portfolios des Diagramms</translation>
    </message>
    <message>
        <source>21 sessions ahead</source>
        <translation>21 Handelstage voraus</translation>
    </message>
    <message>
        <source>1 session ahead</source>
        <translation>1 Handelstag voraus</translation>
    </message>
    <message>
        <source>How far the next run&apos;s forecasts look</source>
        <translation>Wie weit die Prognosen des nächsten Laufs reichen</translation>
    </message>
    <message>
        <source>Compares the model&apos;s forecasts with what came after, as a job</source>
        <translation>Vergleicht die Prognosen des Modells mit dem, was folgte, als Auftrag</translation>
    </message>
    <message>
        <source>Bias statistics by set of test portfolios</source>
        <translation>Bias-Statistik nach Testportfolios</translation>
    </message>
    <message>
        <source>Bias with and without each adjustment</source>
        <translation>Bias mit und ohne jede Anpassung</translation>
    </message>
    <message>
        <source>mean |bias - 1| of 12 months</source>
        <translation>mittleres |Bias - 1| von 12 Monaten</translation>
    </message>
    <message>
        <source>Distance of the bias from 1 over rolling years</source>
        <translation>Abstand des Bias von 1 über rollierende Jahre</translation>
    </message>
    <message>
        <source>The proof is running; see the jobs.</source>
        <translation>Der Nachweis läuft; siehe Aufträge.</translation>
    </message>
    <message>
        <source>The proof could not be started.</source>
        <translation>Der Nachweis konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The forecasts of this model have not been compared with what came after yet.</source>
        <translation>Die Prognosen dieses Modells wurden noch nicht mit dem verglichen, was folgte.</translation>
    </message>
    <message>
        <source>Run the proof</source>
        <translation>Nachweis starten</translation>
    </message>
    <message>
        <source>the data changed since</source>
        <translation>die Daten haben sich seitdem geändert</translation>
    </message>
    <message>
        <source>ideal</source>
        <translation>ideal</translation>
    </message>
    <message numerus="yes">
        <source>%1 forecasts of %n sessions from %2 on · band %3 to %4 · ideal MRAD %5</source>
        <translation>
            <numerusform>%1 Prognosen über %n Handelstag ab %2 · Band %3 bis %4 · idealer MRAD %5</numerusform>
            <numerusform>%1 Prognosen über %n Handelstage ab %2 · Band %3 bis %4 · idealer MRAD %5</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SchemaForm</name>
    <message>
        <source>Needed</source>
        <translation>Nötig</translation>
    </message>
    <message>
        <source>at the next start</source>
        <translation>ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück auf %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>words apart by commas</source>
        <translation>Wörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Das wird gebraucht.</translation>
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
        <source>Restore the first layout</source>
        <translation>Erste Anordnung wiederherstellen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gesichert.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Nicht gesichert.</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Vorgaben herstellen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::ShockDialog</name>
    <message>
        <source>How the scenario is called</source>
        <translation>Wie das Szenario heißt</translation>
    </message>
    <message>
        <source>Symbols and their returns: SPY -10, AAPL -20</source>
        <translation>Symbole und ihre Renditen: SPY -10, AAPL -20</translation>
    </message>
    <message>
        <source>Sectors of the portfolio and their returns: Information Technology -20</source>
        <translation>Sektoren des Portfolios und ihre Renditen: Information Technology -20</translation>
    </message>
    <message>
        <source>Factors of the risk model and their returns: style:momentum -3; not with anything else</source>
        <translation>Faktoren des Risikomodells und ihre Renditen: style:momentum -3; mit nichts anderem zusammen</translation>
    </message>
    <message>
        <source>Change of the ten-year yield</source>
        <translation>Änderung der zehnjährigen Rendite</translation>
    </message>
    <message>
        <source>Relative change of the VIX: 50 is half more</source>
        <translation>Relative Änderung des VIX: 50 ist die Hälfte mehr</translation>
    </message>
    <message>
        <source>“%1” is no name with a return in percent.</source>
        <translation>„%1“ ist kein Name mit einer Rendite in Prozent.</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>A scenario of your own</source>
        <translation>Ein eigenes Szenario</translation>
    </message>
    <message>
        <source>Change the scenario</source>
        <translation>Das Szenario ändern</translation>
    </message>
    <message>
        <source>What is not named moves as it did together with what is named, unless that is switched off in the panel.</source>
        <translation>Was nicht genannt ist, bewegt sich, wie es sich mit dem Genannten bewegt hat, wenn das im Panel nicht abgeschaltet ist.</translation>
    </message>
    <message>
        <source>Say what moves.</source>
        <translation>Sagen Sie, was sich bewegt.</translation>
    </message>
    <message>
        <source>Yields</source>
        <translation>Renditen</translation>
    </message>
    <message>
        <source>VIX</source>
        <translation>VIX</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SourceSettingsDialog</name>
    <message>
        <source>Settings of %1</source>
        <translation>Einstellungen von %1</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The settings could not be read.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This source has no settings.</source>
        <translation>Diese Quelle hat keine Einstellungen.</translation>
    </message>
    <message>
        <source>Some fields hold something that is no value.</source>
        <translation>In manchen Feldern steht etwas, das kein Wert ist.</translation>
    </message>
    <message>
        <source>Applied.</source>
        <translation>Angewendet.</translation>
    </message>
    <message>
        <source>Not applied: see the fields marked.</source>
        <translation>Nicht angewendet: siehe die markierten Felder.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::SourcesPanel</name>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>beeinträchtigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Order in which a symbol&apos;s source is chosen; Alt+Up and Alt+Down move it</source>
        <translation>Reihenfolge, in der die Quelle eines Symbols gewählt wird; Alt+Auf und Alt+Ab verschieben</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Events /s</source>
        <translation>Ereign. /s</translation>
    </message>
    <message>
        <source>Mean of the last minute</source>
        <translation>Mittel der letzten Minute</translation>
    </message>
    <message>
        <source>Last, s ago</source>
        <translation>Zuletzt, s</translation>
    </message>
    <message>
        <source>Latency ms</source>
        <translation>Latenz ms</translation>
    </message>
    <message>
        <source>Median; of a replay, from receipt to acceptance</source>
        <translation>Median; bei einer Wiedergabe vom Empfang bis zur Annahme</translation>
    </message>
    <message>
        <source>Budget left</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Requests that may be made now; a dash: no limit</source>
        <translation>Anfragen, die jetzt möglich sind; ein Strich: keine Grenze</translation>
    </message>
    <message>
        <source>Quality %</source>
        <translation>Qualität %</translation>
    </message>
    <message>
        <source>Share of its events, or rows, without fault</source>
        <translation>Anteil der Ereignisse oder Zeilen ohne Fehler</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Events kept aside, with a reason</source>
        <translation>Ereignisse, die mit Grund beiseitegelegt wurden</translation>
    </message>
    <message>
        <source>Data sources</source>
        <translation>Datenquellen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Ask this source before the one above it (Alt+Up)</source>
        <translation>Diese Quelle vor der darüber fragen (Alt+Auf)</translation>
    </message>
    <message>
        <source>Ask this source after the one below it (Alt+Down)</source>
        <translation>Diese Quelle nach der darunter fragen (Alt+Ab)</translation>
    </message>
    <message>
        <source>Drag a row, or press Alt+Up and Alt+Down, to change the order of asking</source>
        <translation>Zeile ziehen oder Alt+Auf und Alt+Ab drücken, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>%1 of %2 active</source>
        <translation>%1 von %2 aktiv</translation>
    </message>
    <message>
        <source>No data source is installed.</source>
        <translation>Keine Datenquelle ist installiert.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Invented values, for load tests.</source>
        <translation>Erfundene Werte, für Lasttests.</translation>
    </message>
    <message>
        <source>Refused: %1: %2</source>
        <translation>Abgelehnt: %1: %2</translation>
    </message>
    <message>
        <source>from receipt to acceptance, events</source>
        <translation>vom Empfang bis zur Annahme, Ereignisse</translation>
    </message>
    <message>
        <source>%1 did not take that.</source>
        <translation>%1 hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>change the order of the sources</source>
        <translation>Reihenfolge der Quellen ändern</translation>
    </message>
    <message>
        <source>The order was not taken.</source>
        <translation>Die Reihenfolge wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Fill gaps…</source>
        <translation>Lücken füllen…</translation>
    </message>
    <message>
        <source>Ask the sources for sessions on which a symbol has no bar</source>
        <translation>Die Quellen nach Sitzungen fragen, für die ein Symbol keinen Bar hat</translation>
    </message>
    <message>
        <source>This server fills no gaps.</source>
        <translation>Dieser Server füllt keine Lücken.</translation>
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
    <name>nautilus::ui::SqlPanel</name>
    <message>
        <source>SQL console</source>
        <translation>SQL-Konsole</translation>
    </message>
    <message>
        <source>Rows of the statement</source>
        <translation>Zeilen der Abfrage</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run the statement (Ctrl+Enter)</source>
        <translation>Abfrage ausführen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Statements run before</source>
        <translation>Frühere Abfragen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Result as a chart</source>
        <translation>Ergebnis als Diagramm</translation>
    </message>
    <message>
        <source>Number columns over the first date column</source>
        <translation>Zahlenspalten über der ersten Datumsspalte</translation>
    </message>
    <message>
        <source>SQL statement</source>
        <translation>SQL-Abfrage</translation>
    </message>
    <message>
        <source>Write a SELECT above and press Ctrl+Enter.</source>
        <translation>Oben ein SELECT schreiben und Strg+Eingabe drücken.</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>The statement gave no rows.</source>
        <translation>Die Abfrage ergab keine Zeilen.</translation>
    </message>
    <message>
        <source>Show the tables</source>
        <translation>Tabellen zeigen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StackedColumns</name>
    <message>
        <source>Parts over time</source>
        <translation>Teile über die Zeit</translation>
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
    <name>nautilus::ui::StartWindow</name>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Nautilus Workstation</source>
        <translation>Nautilus Workstation</translation>
    </message>
    <message>
        <source>Start of Nautilus Workstation</source>
        <translation>Start von Nautilus Workstation</translation>
    </message>
    <message>
        <source>Progress of the start</source>
        <translation>Fortschritt des Starts</translation>
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
    <name>nautilus::ui::StatementDialog</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Why it is refused</source>
        <translation>Warum sie abgelehnt wird</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>Keine Datei gewählt.</translation>
    </message>
    <message>
        <source>Leave out the rows that are refused</source>
        <translation>Abgelehnte Zeilen weglassen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Buchen</translation>
    </message>
    <message>
        <source>Import a statement into %1</source>
        <translation>Auszug in %1 importieren</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>What would be recorded appears here. Nothing is until you say so.</source>
        <translation>Hier erscheint, was gebucht würde. Gebucht wird erst auf Ihren Wunsch.</translation>
    </message>
    <message>
        <source>Rows that are refused</source>
        <translation>Abgelehnte Zeilen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>Jahr, Monat, Tag</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>Monat, Tag, Jahr</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>Tag, Monat, Jahr</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>Reihenfolge im Datum</translation>
    </message>
    <message>
        <source>Its words for kinds</source>
        <translation>Wörter für die Arten</translation>
    </message>
    <message>
        <source>Choose a statement</source>
        <translation>Auszug wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The file cannot be read, or is larger than 64 MB.</source>
        <translation>Die Datei ist nicht lesbar oder größer als 64 MB.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Liest…</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are understood and can be recorded.</source>
        <translation>
            <numerusform>%n Zeile ist verstanden und kann gebucht werden.</numerusform>
            <numerusform>%n Zeilen sind verstanden und können gebucht werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n rows are refused.</source>
        <translation>
            <numerusform>%1 von %n Zeile wird abgelehnt.</numerusform>
            <numerusform>%1 von %n Zeilen werden abgelehnt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Bucht…</translation>
    </message>
    <message numerus="yes">
        <source>Recorded: %n transactions</source>
        <translation>
            <numerusform>Gebucht: %n Buchung</numerusform>
            <numerusform>Gebucht: %n Buchungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were on record before</source>
        <translation>
            <numerusform>, %n war schon verzeichnet</numerusform>
            <numerusform>, %n waren schon verzeichnet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StatisticsPanel</name>
    <message>
        <source>Factor statistics</source>
        <translation>Faktorstatistik</translation>
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
</context>
<context>
    <name>nautilus::ui::StreamingPanel</name>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Messages that it has not taken yet</source>
        <translation>Nachrichten, die er noch nicht abgenommen hat</translation>
    </message>
    <message>
        <source>Oldest, ms</source>
        <translation>Älteste, ms</translation>
    </message>
    <message>
        <source>How long the oldest of them has waited</source>
        <translation>Wie lange die älteste davon wartet</translation>
    </message>
    <message>
        <source>Conflated</source>
        <translation>Verdichtet</translation>
    </message>
    <message>
        <source>Values that a newer one replaced before it was sent</source>
        <translation>Werte, die ein neuerer vor dem Senden ersetzt hat</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Langsam</translation>
    </message>
    <message>
        <source>Since, UTC</source>
        <translation>Seit, UTC</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Streaming</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Close connection</source>
        <translation>Verbindung schließen</translation>
    </message>
    <message>
        <source>Most wanted topics</source>
        <translation>Meistgewünschte Themen</translation>
    </message>
    <message>
        <source>Subscribers</source>
        <translation>Abonnenten</translation>
    </message>
    <message>
        <source>Close the selected connection</source>
        <translation>Die gewählte Verbindung schließen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>messages out /s</source>
        <translation>Nachrichten aus /s</translation>
    </message>
    <message>
        <source>in /s</source>
        <translation>ein /s</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>latency ms: half</source>
        <translation>Latenz ms: Hälfte</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is connected. Clients subscribe to topics at %1/ws/stream.</source>
        <translation>Niemand ist verbunden. Clients abonnieren Themen unter %1/ws/stream.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>%1 was closed.</source>
        <translation>%1 wurde geschlossen.</translation>
    </message>
    <message>
        <source>%1 could not be closed.</source>
        <translation>%1 konnte nicht geschlossen werden.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::StressPanel</name>
    <message>
        <source>history</source>
        <translation>Geschichte</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigenes</translation>
    </message>
    <message>
        <source>reverse</source>
        <translation>umgekehrt</translation>
    </message>
    <message>
        <source>Reverse: likeliest day</source>
        <translation>Umgekehrt: wahrscheinlichster Tag</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Loss, %</source>
        <translation>Verlust, %</translation>
    </message>
    <message>
        <source>Share of the portfolio value; below zero it gains</source>
        <translation>Anteil am Portfoliowert; unter null gewinnt es</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>In the base currency of the portfolio</source>
        <translation>In der Basiswährung des Portfolios</translation>
    </message>
    <message>
        <source>Covered, %</source>
        <translation>Abgedeckt, %</translation>
    </message>
    <message>
        <source>Share of the positions that have data in the scenario</source>
        <translation>Anteil der Positionen mit Daten im Szenario</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Move, %</source>
        <translation>Bewegung, %</translation>
    </message>
    <message>
        <source>Its return in the scenario</source>
        <translation>Ihre Rendite im Szenario</translation>
    </message>
    <message>
        <source>What of the loss it brings, share of the portfolio value</source>
        <translation>Was sie zum Verlust beiträgt, Anteil am Portfoliowert</translation>
    </message>
    <message>
        <source>Market -10 %</source>
        <translation>Markt -10 %</translation>
    </message>
    <message>
        <source>Yields +100 bp</source>
        <translation>Renditen +100 bp</translation>
    </message>
    <message>
        <source>VIX +50 %</source>
        <translation>VIX +50 %</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>Stress</translation>
    </message>
    <message>
        <source>Others follow</source>
        <translation>Übrige folgen</translation>
    </message>
    <message>
        <source>Scenario…</source>
        <translation>Szenario…</translation>
    </message>
    <message>
        <source>Add a scenario of your own (Insert)</source>
        <translation>Ein eigenes Szenario hinzufügen (Einfg)</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change your scenario of the row (Enter)</source>
        <translation>Ihr Szenario der Zeile ändern (Eingabe)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove your scenario of the row (Delete)</source>
        <translation>Ihr Szenario der Zeile entfernen (Entf)</translation>
    </message>
    <message>
        <source>What is not shocked moves as it did together with what is; else it stands still</source>
        <translation>Was nicht geschockt wird, bewegt sich, wie es sich mit dem Geschockten bewegt hat; sonst steht es still</translation>
    </message>
    <message>
        <source>Reverse: loses </source>
        <translation>Umgekehrt: verliert </translation>
    </message>
    <message>
        <source>Loss of the reverse stress, percent</source>
        <translation>Verlust des umgekehrten Stresses, Prozent</translation>
    </message>
    <message>
        <source>Scenarios and their losses</source>
        <translation>Szenarien und ihre Verluste</translation>
    </message>
    <message>
        <source>Positions in the scenario</source>
        <translation>Positionen im Szenario</translation>
    </message>
    <message>
        <source>The portfolio holds nothing on this date that could be stressed.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, was zu stressen wäre.</translation>
    </message>
    <message>
        <source>Show the positions</source>
        <translation>Positionen zeigen</translation>
    </message>
    <message>
        <source>The most likely single day that loses %1 lies %2 daily deviations away.</source>
        <translation>Der wahrscheinlichste einzelne Tag, der %1 verliert, liegt %2 Tagesabweichungen entfernt.</translation>
    </message>
    <message>
        <source>No figure: %1.</source>
        <translation>Kein Wert: %1.</translation>
    </message>
    <message>
        <source>Today&apos;s positions with the returns of those days.</source>
        <translation>Die heutigen Positionen mit den Renditen jener Tage.</translation>
    </message>
    <message>
        <source>What is not shocked moves as it did together with what is.</source>
        <translation>Was nicht geschockt wird, bewegt sich, wie es sich mit dem Geschockten bewegt hat.</translation>
    </message>
    <message>
        <source>What is not shocked stands still.</source>
        <translation>Was nicht geschockt wird, steht still.</translation>
    </message>
    <message>
        <source>Only scenarios of your own can be changed.</source>
        <translation>Nur eigene Szenarien lassen sich ändern.</translation>
    </message>
    <message>
        <source>add the scenario %1</source>
        <translation>Szenario %1 hinzufügen</translation>
    </message>
    <message>
        <source>change the scenario %1</source>
        <translation>Szenario %1 ändern</translation>
    </message>
    <message>
        <source>Only scenarios of your own can be removed.</source>
        <translation>Nur eigene Szenarien lassen sich entfernen.</translation>
    </message>
    <message>
        <source>remove the scenario %1</source>
        <translation>Szenario %1 entfernen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TearSheetPanel</name>
    <message>
        <source>calm market</source>
        <translation>ruhiger Markt</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>mittlerer</translation>
    </message>
    <message>
        <source>nervous market</source>
        <translation>nervöser Markt</translation>
    </message>
    <message>
        <source>Choose a factor in the library, or write one in the editor: its tear sheet stands here then.</source>
        <translation>In der Bibliothek einen Faktor wählen oder im Editor einen schreiben: dann steht sein Blatt hier.</translation>
    </message>
    <message>
        <source>Open the editor</source>
        <translation>Editor öffnen</translation>
    </message>
    <message>
        <source>This factor has no values up to this date.</source>
        <translation>Dieser Faktor hat bis zu diesem Tag keine Werte.</translation>
    </message>
    <message>
        <source>%1   ·   %2 to %3, signals held %4 sessions, %5 basis points a trade, %6 names</source>
        <translation>%1   ·   %2 bis %3, Signale %4 Tage gehalten, %5 Basispunkte je Handel, %6 Namen</translation>
    </message>
    <message>
        <source>   ·   no quantiles: the factor has too few different values</source>
        <translation>   ·   keine Quantile: der Faktor hat zu wenige verschiedene Werte</translation>
    </message>
    <message>
        <source>t %1</source>
        <translation>t %1</translation>
    </message>
    <message>
        <source>after costs %1</source>
        <translation>nach Kosten %1</translation>
    </message>
    <message>
        <source>autocorrelation %1</source>
        <translation>Autokorrelation %1</translation>
    </message>
    <message>
        <source>costs eat it at %1 bp</source>
        <translation>aufgezehrt bei %1 bp</translation>
    </message>
    <message>
        <source>of %1 trials</source>
        <translation>von %1 Versuchen</translation>
    </message>
    <message>
        <source>among %1 of %2</source>
        <translation>unter %1 von %2</translation>
    </message>
    <message>
        <source>before costs</source>
        <translation>vor Kosten</translation>
    </message>
    <message>
        <source>after costs</source>
        <translation>nach Kosten</translation>
    </message>
    <message>
        <source>drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>mean of 63</source>
        <translation>Mittel aus 63</translation>
    </message>
    <message>
        <source>Q%1</source>
        <translation>Q%1</translation>
    </message>
    <message>
        <source>t %1 · above 0 on %2 of %3 sessions · linear %4</source>
        <translation>t %1 · über 0 an %2 von %3 Tagen · linear %4</translation>
    </message>
    <message>
        <source>turnover %1</source>
        <translation>Umschlag %1</translation>
    </message>
    <message>
        <source>Too few names or sessions</source>
        <translation>Zu wenige Namen oder Tage</translation>
    </message>
    <message>
        <source>Tear sheet as PDF</source>
        <translation>Faktorblatt als PDF</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>The file is being written; the job says where it stands.</source>
        <translation>Die Datei wird geschrieben; der Auftrag sagt, wo sie liegt.</translation>
    </message>
    <message>
        <source>The export could not be started.</source>
        <translation>Der Export konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Tear sheet</source>
        <translation>Faktorblatt</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>2 years</source>
        <translation>2 Jahre</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3 Jahre</translation>
    </message>
    <message numerus="yes">
        <source>%n sessions ahead</source>
        <translation>
            <numerusform>%n Tag voraus</numerusform>
            <numerusform>%n Tage voraus</numerusform>
        </translation>
    </message>
    <message>
        <source>Horizon of the returns</source>
        <translation>Horizont der Renditen</translation>
    </message>
    <message>
        <source>high pays</source>
        <translation>hoch lohnt</translation>
    </message>
    <message>
        <source>low pays</source>
        <translation>tief lohnt</translation>
    </message>
    <message>
        <source>Direction of the expression</source>
        <translation>Richtung des Ausdrucks</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Export the tear sheet</source>
        <translation>Das Faktorblatt exportieren</translation>
    </message>
    <message>
        <source>As PDF…</source>
        <translation>Als PDF…</translation>
    </message>
    <message>
        <source>As a workbook (XLSX)</source>
        <translation>Als Arbeitsmappe (XLSX)</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>Als CSV</translation>
    </message>
    <message>
        <source>Rank IC</source>
        <translation>Rang-IC</translation>
    </message>
    <message>
        <source>Spread a year</source>
        <translation>Spanne im Jahr</translation>
    </message>
    <message>
        <source>Sharpe</source>
        <translation>Sharpe</translation>
    </message>
    <message>
        <source>Alpha a year</source>
        <translation>Alpha im Jahr</translation>
    </message>
    <message>
        <source>Turnover a day</source>
        <translation>Umschlag am Tag</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Deflated Sharpe</source>
        <translation>Bereinigter Sharpe</translation>
    </message>
    <message>
        <source>False discovery</source>
        <translation>Falschfunde</translation>
    </message>
    <message>
        <source>Long-short portfolio, compounded</source>
        <translation>Long-Short-Portfolio, aufgezinst</translation>
    </message>
    <message>
        <source>Rank IC, mean of the last 63 known</source>
        <translation>Rang-IC, Mittel der letzten 63 bekannten</translation>
    </message>
    <message>
        <source>Decay: mean rank IC by sessions ahead</source>
        <translation>Abklingen: mittlerer Rang-IC nach Tagen voraus</translation>
    </message>
    <message>
        <source>Quantiles: return above the universe, with standard error</source>
        <translation>Quantile: Rendite über dem Universum, mit Standardfehler</translation>
    </message>
    <message>
        <source>Quantiles, compounded</source>
        <translation>Quantile, aufgezinst</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Rückgang</translation>
    </message>
    <message>
        <source>Rank IC by sector</source>
        <translation>Rang-IC je Sektor</translation>
    </message>
    <message>
        <source>Rank IC by state of the market</source>
        <translation>Rang-IC je Marktlage</translation>
    </message>
    <message>
        <source>Betas to the risk model&apos;s factors</source>
        <translation>Betas zu den Faktoren des Risikomodells</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TimelineChart</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
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
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>replay</source>
        <translation>Wiedergabe</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Tour</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TradePlanPanel</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Alles auf einmal</translation>
    </message>
    <message>
        <source>Period by period</source>
        <translation>Periode für Periode</translation>
    </message>
    <message>
        <source>No trades</source>
        <translation>Kein Handel</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Return
%</source>
        <translation>Rendite
%</translation>
    </message>
    <message>
        <source>Expected over all periods, before costs</source>
        <translation>Über alle Perioden erwartet, vor Kosten</translation>
    </message>
    <message>
        <source>Cost
%</source>
        <translation>Kosten
%</translation>
    </message>
    <message>
        <source>Net
%</source>
        <translation>Netto
%</translation>
    </message>
    <message>
        <source>Return less cost</source>
        <translation>Rendite weniger Kosten</translation>
    </message>
    <message>
        <source>Volatility
%</source>
        <translation>Volatilität
%</translation>
    </message>
    <message>
        <source>Over all periods</source>
        <translation>Über alle Perioden</translation>
    </message>
    <message>
        <source>Turnover
%</source>
        <translation>Umschlag
%</translation>
    </message>
    <message>
        <source>Behind plan
%</source>
        <translation>Hinter Plan
%</translation>
    </message>
    <message>
        <source>By how much its utility, a return over all periods, is below the plan&apos;s</source>
        <translation>Um wie viel sein Nutzen, eine Rendite über alle Perioden, unter dem des Plans liegt</translation>
    </message>
    <message>
        <source>Within
limits</source>
        <translation>In den
Grenzen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Am</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Trade</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Substanz</translation>
    </message>
    <message>
        <source>In the base currency</source>
        <translation>In der Basiswährung</translation>
    </message>
    <message>
        <source>Weight, %</source>
        <translation>Gewicht, %</translation>
    </message>
    <message>
        <source>By how much the weight changes</source>
        <translation>Um wie viel sich das Gewicht ändert</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>Perioden</translation>
    </message>
    <message>
        <source>Trades stand at the beginning of each</source>
        <translation>Gehandelt wird zu Beginn einer jeden</translation>
    </message>
    <message>
        <source>Sessions each</source>
        <translation>Sitzungen je Periode</translation>
    </message>
    <message>
        <source>21 are a month, 5 a week</source>
        <translation>21 sind ein Monat, 5 eine Woche</translation>
    </message>
    <message>
        <source>Half-life of returns</source>
        <translation>Halbwertszeit</translation>
    </message>
    <message>
        <source>In so many sessions expected returns come halfway down to the risk-free rate; empty: they stay</source>
        <translation>In so vielen Sitzungen fallen erwartete Renditen auf halbem Weg zum risikofreien Zins; leer: sie bleiben</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>Endet mit</translation>
    </message>
    <message>
        <source>Weights of the last period in percent, the rest is cash; empty: free</source>
        <translation>Gewichte der letzten Periode in Prozent, der Rest ist Barbestand; leer: frei</translation>
    </message>
    <message>
        <source>Limits of every period</source>
        <translation>Grenzen jeder Periode</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Of every symbol</source>
        <translation>Je Symbol</translation>
    </message>
    <message>
        <source>Share of volume max</source>
        <translation>Volumenanteil max.</translation>
    </message>
    <message>
        <source>Largest trade against the mean daily traded value</source>
        <translation>Größter Handel gegen den mittleren Tagesumsatz</translation>
    </message>
    <message>
        <source>Data and costs</source>
        <translation>Daten und Kosten</translation>
    </message>
    <message>
        <source>Trade plan</source>
        <translation>Handelsplan</translation>
    </message>
    <message>
        <source>Parts of the plan</source>
        <translation>Teile des Plans</translation>
    </message>
    <message>
        <source>Net return</source>
        <translation>Nettorendite</translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation>Volatilität</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>Ways through the periods</source>
        <translation>Wege durch die Perioden</translation>
    </message>
    <message>
        <source>Weights of every period</source>
        <translation>Gewichte jeder Periode</translation>
    </message>
    <message>
        <source>Trades of every period</source>
        <translation>Handel jeder Periode</translation>
    </message>
    <message>
        <source>Constraints that bind</source>
        <translation>Bindende Bedingungen</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>No plan meets the constraints. What stands here is the last that did.</source>
        <translation>Kein Plan erfüllt die Bedingungen. Hier steht der letzte, der es tat.</translation>
    </message>
    <message>
        <source>The portfolio holds nothing to plan with on this date.</source>
        <translation>Das Portfolio hält an diesem Tag nichts, womit zu planen wäre.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barmittel</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>Gain over at once</source>
        <translation>Gewinn zu auf einmal</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TradesPanel</name>
    <message>
        <source>Time and sales</source>
        <translation>Umsätze</translation>
    </message>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>Tick</translation>
    </message>
    <message>
        <source>Change from the trade before</source>
        <translation>Änderung zum Geschäft davor</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Open the watchlist</source>
        <translation>Beobachtungsliste öffnen</translation>
    </message>
    <message>
        <source>No trade of %1 has come in. A source that gives bars alone has none.</source>
        <translation>Von %1 ist kein Geschäft hereingekommen. Eine Quelle, die nur Balken gibt, hat keine.</translation>
    </message>
    <message>
        <source>Open data sources</source>
        <translation>Datenquellen öffnen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TransactionDialog</name>
    <message>
        <source>Record</source>
        <translation>Buchen</translation>
    </message>
    <message>
        <source>Record and next</source>
        <translation>Buchen und weiter</translation>
    </message>
    <message>
        <source>Record a transaction of %1</source>
        <translation>Buchung von %1 erfassen</translation>
    </message>
    <message>
        <source>Kind of transaction</source>
        <translation>Art der Buchung</translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation>Was sie täte</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Fill in the fields; what it would do appears here.</source>
        <translation>Füllen Sie die Felder aus; hier erscheint, was die Buchung täte.</translation>
    </message>
    <message>
        <source>Counts for the session of %1.</source>
        <translation>Zählt für die Sitzung vom %1.</translation>
    </message>
    <message>
        <source>Cash %1 %2.</source>
        <translation>Barbestand %1 %2.</translation>
    </message>
    <message>
        <source>Not recorded: see the fields that are marked.</source>
        <translation>Nicht gebucht: siehe die markierten Felder.</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>Gebucht: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TransactionModel</name>
    <message>
        <source>reversed by %1</source>
        <translation>storniert durch %1</translation>
    </message>
    <message>
        <source>reverses %1</source>
        <translation>storniert %1</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>In the order of recording</source>
        <translation>In der Reihenfolge der Erfassung</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>For which it counts</source>
        <translation>Für die sie zählt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Of dividends, deposits, fees; gross</source>
        <translation>Von Dividenden, Einzahlungen, Gebühren; brutto</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Commission and taxes</source>
        <translation>Provision und Steuern</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Barbestand</translation>
    </message>
    <message>
        <source>What came in or went out</source>
        <translation>Was hereinkam oder hinausging</translation>
    </message>
    <message>
        <source>Cur.</source>
        <translation>Whg.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>What was taken back stays on record and does not count</source>
        <translation>Zurückgenommenes bleibt verzeichnet und zählt nicht</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::TransactionsPanel</name>
    <message>
        <source>Transactions</source>
        <translation>Buchungen</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Only transactions of this symbol</source>
        <translation>Nur Buchungen dieses Symbols</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Kind of transaction</source>
        <translation>Art der Buchung</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Buchen…</translation>
    </message>
    <message>
        <source>Record a transaction (Insert)</source>
        <translation>Eine Buchung erfassen (Einfg)</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>Stornieren…</translation>
    </message>
    <message>
        <source>Take the selected transaction back (Delete)</source>
        <translation>Die gewählte Buchung zurücknehmen (Entf)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More to do with the book</source>
        <translation>Mehr mit dem Buch tun</translation>
    </message>
    <message>
        <source>Import a statement…</source>
        <translation>Auszug importieren…</translation>
    </message>
    <message>
        <source>Splits and dividends of the catalog…</source>
        <translation>Splits und Dividenden des Katalogs…</translation>
    </message>
    <message numerus="yes">
        <source>%n recorded</source>
        <translation>
            <numerusform>%n Buchung</numerusform>
            <numerusform>%n Buchungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been recorded yet. Begin with a deposit, or import a statement.</source>
        <translation>Noch nichts ist gebucht. Beginnen Sie mit einer Einzahlung oder importieren Sie einen Auszug.</translation>
    </message>
    <message>
        <source>Record a transaction…</source>
        <translation>Buchung erfassen…</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::VarPanel</name>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>VaR, %</source>
        <translation>VaR, %</translation>
    </message>
    <message>
        <source>Loss that is not exceeded with the confidence, share of the portfolio value</source>
        <translation>Verlust, der mit der Konfidenz nicht überschritten wird, Anteil am Portfoliowert</translation>
    </message>
    <message>
        <source>Shortfall, %</source>
        <translation>Shortfall, %</translation>
    </message>
    <message>
        <source>Mean loss beyond the value at risk, share of the portfolio value</source>
        <translation>Mittlerer Verlust jenseits des Value-at-Risk, Anteil am Portfoliowert</translation>
    </message>
    <message>
        <source>VaR</source>
        <translation>VaR</translation>
    </message>
    <message>
        <source>In the base currency of the portfolio</source>
        <translation>In der Basiswährung des Portfolios</translation>
    </message>
    <message>
        <source>Shortfall</source>
        <translation>Shortfall</translation>
    </message>
    <message>
        <source>Error, %</source>
        <translation>Fehler, %</translation>
    </message>
    <message>
        <source>Standard error of the value at risk; only a simulation has one</source>
        <translation>Standardfehler des Value-at-Risk; nur eine Simulation hat einen</translation>
    </message>
    <message>
        <source>Value at risk</source>
        <translation>Value-at-Risk</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>97.5 %</source>
        <translation>97,5 %</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>10 days</source>
        <translation>10 Tage</translation>
    </message>
    <message>
        <source>Method of the back-test</source>
        <translation>Verfahren des Rückvergleichs</translation>
    </message>
    <message>
        <source>Returns of the back-test</source>
        <translation>Renditen des Rückvergleichs</translation>
    </message>
    <message>
        <source>positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>book</source>
        <translation>Buch</translation>
    </message>
    <message>
        <source>Sessions ahead; the back-test is of one</source>
        <translation>Sitzungen voraus; der Rückvergleich gilt für eine</translation>
    </message>
    <message>
        <source>Method whose forecasts are tested</source>
        <translation>Verfahren, dessen Prognosen geprüft werden</translation>
    </message>
    <message>
        <source>Today&apos;s weights over the past, or what the portfolio really returned</source>
        <translation>Heutige Gewichte über die Vergangenheit oder was das Portfolio wirklich brachte</translation>
    </message>
    <message>
        <source>Value at risk by method</source>
        <translation>Value-at-Risk nach Verfahren</translation>
    </message>
    <message>
        <source>Zone of the Basel traffic light</source>
        <translation>Zone der Basler Ampel</translation>
    </message>
    <message>
        <source>Kupiec: is the number of exceptions right? Christoffersen: do they come in bunches? Acerbi and Szekely: are the losses beyond larger than foretold? Below p 0.05 the forecasts are refused.</source>
        <translation>Kupiec: Stimmt die Zahl der Ausnahmen? Christoffersen: Häufen sie sich? Acerbi und Szekely: Sind die Verluste jenseits größer als vorausgesagt? Unter p 0,05 werden die Prognosen verworfen.</translation>
    </message>
    <message>
        <source>%1  ·  value %2  ·  %3 sessions</source>
        <translation>%1  ·  Wert %2  ·  %3 Sitzungen</translation>
    </message>
    <message>
        <source>There is no figure of risk yet: the portfolio holds nothing on this date.</source>
        <translation>Noch gibt es keine Risikozahl: Das Portfolio hält an diesem Tag nichts.</translation>
    </message>
    <message>
        <source>Show the positions</source>
        <translation>Positionen zeigen</translation>
    </message>
    <message>
        <source>green zone</source>
        <translation>grüne Zone</translation>
    </message>
    <message>
        <source>yellow zone</source>
        <translation>gelbe Zone</translation>
    </message>
    <message>
        <source>red zone</source>
        <translation>rote Zone</translation>
    </message>
    <message>
        <source>Back-test: %1 exceptions on %2 days, %3 expected: %4</source>
        <translation>Rückvergleich: %1 Ausnahmen an %2 Tagen, %3 erwartet: %4</translation>
    </message>
    <message>
        <source>Kupiec: %1 (%2)</source>
        <translation>Kupiec: %1 (%2)</translation>
    </message>
    <message>
        <source>the number fits</source>
        <translation>die Zahl passt</translation>
    </message>
    <message>
        <source>too many</source>
        <translation>zu viele</translation>
    </message>
    <message>
        <source>too few</source>
        <translation>zu wenige</translation>
    </message>
    <message>
        <source>Christoffersen: %1 (%2)</source>
        <translation>Christoffersen: %1 (%2)</translation>
    </message>
    <message>
        <source>in bunches</source>
        <translation>gehäuft</translation>
    </message>
    <message>
        <source>independent</source>
        <translation>unabhängig</translation>
    </message>
    <message>
        <source>both (%1)</source>
        <translation>beide (%1)</translation>
    </message>
    <message>
        <source>Acerbi-Szekely %1: %2 (%3)</source>
        <translation>Acerbi-Szekely %1: %2 (%3)</translation>
    </message>
    <message>
        <source>larger losses than foretold</source>
        <translation>größere Verluste als vorausgesagt</translation>
    </message>
    <message>
        <source>losses as foretold</source>
        <translation>Verluste wie vorausgesagt</translation>
    </message>
    <message>
        <source>No back-test: %1</source>
        <translation>Kein Rückvergleich: %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WatchlistPanel</name>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Since the close of the session before</source>
        <translation>Seit dem Schluss des Handelstags davor</translation>
    </message>
    <message>
        <source>Change %</source>
        <translation>Änd. %</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Units traded in the session so far</source>
        <translation>Bisher am Handelstag gehandelte Stücke</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>The one source of these values, and whether they are live</source>
        <translation>Die eine Quelle dieser Werte, und ob sie live sind</translation>
    </message>
    <message>
        <source>%1, stale</source>
        <translation>%1, veraltet</translation>
    </message>
    <message>
        <source>%1, not real</source>
        <translation>%1, nicht echt</translation>
    </message>
    <message>
        <source>%1, replay</source>
        <translation>%1, Wiedergabe</translation>
    </message>
    <message>
        <source>Watchlist</source>
        <translation>Beobachtungsliste</translation>
    </message>
    <message>
        <source>Add symbols, Enter</source>
        <translation>Symbole zufügen, Enter</translation>
    </message>
    <message>
        <source>Symbols to add</source>
        <translation>Symbole zum Zufügen</translation>
    </message>
    <message>
        <source>add %1 to the watchlist</source>
        <translation>%1 zur Beobachtungsliste</translation>
    </message>
    <message>
        <source>remove %1 from the watchlist</source>
        <translation>%1 aus der Beobachtungsliste entfernen</translation>
    </message>
    <message>
        <source>Prices of the symbols that you follow appear here.</source>
        <translation>Hier erscheinen die Preise der Symbole, denen Sie folgen.</translation>
    </message>
    <message>
        <source>Add AAPL</source>
        <translation>AAPL zufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n symbols</source>
        <translation>
            <numerusform>%n Symbol</numerusform>
            <numerusform>%n Symbole</numerusform>
        </translation>
    </message>
    <message>
        <source>No source has sent a price of these symbols yet.</source>
        <translation>Noch keine Quelle hat einen Preis dieser Symbole gesendet.</translation>
    </message>
    <message>
        <source>Open data sources</source>
        <translation>Datenquellen öffnen</translation>
    </message>
    <message>
        <source>no feed</source>
        <translation>kein Strom</translation>
    </message>
    <message>
        <source>stored close</source>
        <translation>gespeicherter Schluss</translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n veraltet</numerusform>
            <numerusform>%n veraltet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WaterfallChart</name>
    <message>
        <source>Waterfall</source>
        <translation>Wasserfall</translation>
    </message>
    <message>
        <source>then %1</source>
        <translation>dann %1</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WeightsModel</name>
    <message>
        <source>add…</source>
        <translation>hinzufügen…</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Weight %</source>
        <translation>Gewicht %</translation>
    </message>
    <message>
        <source>Edit weight</source>
        <translation>Gewicht ändern</translation>
    </message>
    <message>
        <source>Remove position</source>
        <translation>Position entfernen</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome to Nautilus Workstation</source>
        <translation>Willkommen bei Nautilus Workstation</translation>
    </message>
    <message>
        <source>Factors, risk and market data on your own machine. How do you want to begin?</source>
        <translation>Faktoren, Risiko und Marktdaten auf dem eigenen Rechner. Wie möchten Sie beginnen?</translation>
    </message>
    <message>
        <source>Open the built-in data</source>
        <translation>Mitgelieferte Daten öffnen</translation>
    </message>
    <message>
        <source>US stocks with five years of prices and filings, ready to explore.</source>
        <translation>US-Aktien mit fünf Jahren Kursen und Meldungen, sofort erkundbar.</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei einlesen</translation>
    </message>
    <message>
        <source>Connect a source</source>
        <translation>Quelle anbinden</translation>
    </message>
    <message>
        <source>Shows which data sources this installation has.</source>
        <translation>Zeigt, welche Datenquellen diese Installation hat.</translation>
    </message>
    <message>
        <source>Take the two-minute tour</source>
        <translation>Zweiminütiger Rundgang</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No source beside files is installed. Import a file to bring in your own data.</source>
        <translation>Außer Dateien ist keine Quelle installiert. Lesen Sie eine Datei ein, um eigene Daten hereinzuholen.</translation>
    </message>
    <message>
        <source>Installed: %1. Other providers come as plug-ins; until then, files are the way in.</source>
        <translation>Installiert: %1. Andere Anbieter kommen als Erweiterungen; bis dahin führen Dateien hinein.</translation>
    </message>
    <message>
        <source>Prices, sectors, fundamentals, macro: CSV, Parquet, XLSX, LEAN.</source>
        <translation>Kurse, Sektoren, Bilanzdaten, Makroreihen: CSV, Parquet, XLSX, LEAN.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WhatIfLine</name>
    <message>
        <source>“%1” is no trade. Write for example AAPL -400, XOM 1000, MSFT 12%.</source>
        <translation>„%1“ ist kein Geschäft. Schreiben Sie zum Beispiel AAPL -400, XOM 1000, MSFT 12%.</translation>
    </message>
    <message>
        <source>Write a trade first, for example AAPL -400.</source>
        <translation>Schreiben Sie zuerst ein Geschäft, zum Beispiel AAPL -400.</translation>
    </message>
    <message>
        <source>AAPL -400, XOM 1000, MSFT 12%</source>
        <translation>AAPL -400, XOM 1000, MSFT 12%</translation>
    </message>
    <message>
        <source>Units bought or sold, or with % the share of the portfolio afterwards; Enter asks, Esc goes back</source>
        <translation>Gekaufte oder verkaufte Stücke, oder mit % der Anteil am Portfolio danach; Eingabe fragt, Esc geht zurück</translation>
    </message>
    <message>
        <source>Trades to try</source>
        <translation>Geschäfte zum Proben</translation>
    </message>
    <message>
        <source>The portfolio has no limits of its own: nothing to compare.</source>
        <translation>Das Portfolio hat keine eigenen Limits: nichts zu vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>Not allowed: %n limits would be broken.</source>
        <translation>
            <numerusform>Nicht erlaubt: %n Limit würde verletzt.</numerusform>
            <numerusform>Nicht erlaubt: %n Limits würden verletzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not allowed: a broken hard limit would be broken further.</source>
        <translation>Nicht erlaubt: Ein verletztes hartes Limit würde weiter verletzt.</translation>
    </message>
    <message numerus="yes">
        <source>Allowed, but %n soft limits would be broken.</source>
        <translation>
            <numerusform>Erlaubt, aber %n weiches Limit würde verletzt.</numerusform>
            <numerusform>Erlaubt, aber %n weiche Limits würden verletzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Allowed: no limit of the portfolio would be broken or broken further.</source>
        <translation>Erlaubt: Kein Limit des Portfolios würde verletzt oder weiter verletzt.</translation>
    </message>
</context>
<context>
    <name>nautilus::ui::WhatIfModel</name>
    <message>
        <source>Limit of</source>
        <translation>Limit für</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>War</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>Wäre</translation>
    </message>
    <message>
        <source>Worst afterwards</source>
        <translation>Danach am schlechtesten</translation>
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
