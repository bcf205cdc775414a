"""Expressions that mean the same in an interview: how a guide writes a question, and how it is asked.

A guide asks for 'de belangrijkste verklaringen', the interviewer says 'waar komt dat vandaan?'. Each
group below holds ways to ask for one thing in Dutch, of whatever study; words and sentences that share
a group are alike in that respect. A guide's own subject matter belongs in its synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from qualcode.dutch.tokens import normal_form

# Alternatives of a regular expression over small letters; each begins at the beginning of a word.
_GROUPS: Mapping[str, str] = {
    "person": (
        r"over (?:u|je|jou)?zelf|wie (?:bent|ben|zijn) (?:u|je|jij|jullie)|stel.{0,20}(?:zich|je(?:zelf)?) voor|voorstellen"
        r"|(?:uw|je|jouw) (?:eigen )?(?:functie|rol|baan|werk|taak|achtergrond|loopbaan|vak|werkdag|werkzaamheden)"
        r"|wat (?:doet|doe) (?:u|je|jij) (?:precies|eigenlijk|hier|zoal|nu|nou|de hele)|wat doet een .{0,40}(?:precies|eigenlijk|zoal|de hele dag)"
        r"|(?:terecht|verzeild) ?(?:ge)?(?:komen|raakt)|terechtgekomen|hoe (?:bent|ben|rol|komt|kom) (?:u|je|jij) .{0,40}(?:stoel|plek|baan|functie|begonnen|gekomen|hier)"
        r"|op deze stoel|in zo'n baan|hoe lang .{0,30}al|wat voor werk|waar (?:bent|ben) (?:u|je) van"
        r"|houdt? (?:u|je) .{0,15}mee bezig|hoe ziet (?:uw|je|jouw) (?:werk|dag|week)|kort .{0,20}introduc\w+|vertel.{0,25}over (?:uw|je|jouw) werk|hoe lang (?:zit|werkt|werk|doet|doe)|iets over (?:uw|je|jouw)"
        r"|beland|ooit begonnen|welke pet|(?:uw|je|jouw) verhaal|wie heb ik|wie spreek ik|dagelijks werk|voor (?:club|organisatie) is|hoe word je|hoe wordt iemand|waar staat .{0,15} voor"
    ),
    "touches": (
        r"te maken|loopt? (?:u|je|jij|jullie)? ?(?:dan |er )?(?:zelf )?(?:tegen|tegenaan)|waar raakt|raakt (?:dat|het|u)|komt? (?:u|je) .{0,25}tegen"
        r"|(?:ons|dit|het) (?:onderwerp|thema)|meekrijgt|krijgt? (?:u|je) .{0,30}van mee"
        r"|in aanraking|wat (?:heeft|heb) (?:u|je) met|aan mee(?:krijgt|maakt)|heeft .{0,20}hier(?:aan|mee)"
    ),
    "fair": (
        r"gelijke kans\w*|kansengelijk\w*|eerlijk(?:er)?\b(?!\?)|gelijk(?:waardig)?\b|rechtvaardig|rechtgetrokken|recht getrokken|gelijke? start|gelijk aan de"
        r"|(?:dezelfde|evenveel|eerlijke|gelijkere) kans\w*|elk kind|ieder kind"
        r"|eerlijk speelveld|iedereen gelijk|gelijke? behandel\w*"
    ),
    "meaning": (
        r"verstaat|versta je|beteken\w*|omschrij\w+|defini\w+|denkt? (?:u|je|jij) (?:dan|aan)|begrip|bedoelt? (?:u|ú|je)|wat is dat (?:voor|dan)"
        r"|wat zeg(?:t|) (?:u|je) dan|(?:onder|bij) (?:dat|het) woord|in (?:uw|je) eigen woorden"
        r"|roept .{0,15}op\b|(?:uit)?leg(?:t|gen)? .{0,20}uit\b|uitleggen|wat is .{0,20}voor (?:u|jou|je)\b|wat zijn .{0,20}voor (?:u|jou)\b|houdt .{0,10}in\b|bestaat dat|bij voorstellen"
        r"|hoe kijkt .{0,20}naar|als ik .{0,25}zeg|wat zegt .{0,15}(?:u|je|jou) dat|containerbegrip|voor een leek|hoe noemt|wat is dat eigenlijk"
    ),
    "when": (
        r"wanneer (?:is|zou|zegt|zeg|kun|kan|kunt|bent|ben|spreek|mag|noem|vindt|vind)|nu is het|op welk punt|hoe weet je dat"
        r"|wanneer (?:heb|hebben|heeft|weet)|wanneer.{0,15}(?:gelukt|bereikt|klaar)"
    ),
    "situation": (
        r"zie(?:t|n) .{0,60}eruit|huidige|situatie|stand van zaken|beeld|hoe (?:is|staat|zit) (?:het|dat) (?:hier|met|er)|speelt (?:dat|het|er)|als (?:u|je|jij) .{0,30}(?:bekijkt|kijkt|doorloopt|langsloopt)|verdeeld|uitgesmeerd"
        r"|hoe staat .{0,25}voor|om (?:u|je) heen|speelt (?:dat|het|er) .{0,10}hier|welke verschillen|hoe erg|hoe groot is"
        r"|schets\w*|in kaart|ervoor staan|staan .{0,12}ervoor|groter geworden|veranderd|toegenomen|anders dan"
    ),
    "region": r"regio|streek|gemeente|stad\b|dorp|hier in|deze kant|in de buurt|overal",
    "who": (
        r"(?:om|over) (?:welke|wat voor|wie)|welke (?:leerlingen|kinderen|jongeren|groep\w*|gezinnen)|wat voor (?:leerlingen|kinderen|jongeren|gezinnen)"
        r"|wie (?:zijn|wonen|zitten|stond(?:en)?|heb|bedoel|vallen|treft|raakt) |groepen|leerlingen gaat|voor wie|bij wie"
        r"|wie (?:valt|komen|komt|trekt|heeft|hebben|blijven|redden|haken) |buiten de boot|kortste eind|(?:maakt|maak) (?:u|je) .{0,10}zorgen|slechtste? (?:van ?af|uit)|aan wie|achterblijv\w*"
        r"|wie (?:dan|zijn dat|ziet|zie|bedoelt)|wat zijn dat voor|type (?:leerling|kind|gezin)|welk (?:kind|deel|soort)|soort (?:leerlingen|kinderen|gezinnen)|jongens of meisjes"
    ),
    "cause": (
        r"verklar\w+|verklaart|oorza\w+|hoe kom(?:t|en) (?:dat|het|die|zo|ze)|hoe komt 't|waardoor|waar(?:uit)? kom(?:t|en) .{0,40}(?:vandaan|voort|door)"
        r"|waar (?:zit|ligt) (?:'m |hem |dat|het)|waarom (?:redden|juist|hier|is|zijn|gebeurt|blijft|lopen|gaat)|hoe zit (?:dat|het) .{0,25}in elkaar|ten grondslag"
        r"|achterlig\w+|reden(?:en)?\b|lig(?:t|gen) (?:dat|het|'m|ze) .{0,15}aan|laag dieper|terug ?redeneer\w*|wortel|waaraan lig(?:t|gen)|hoe kan dat|hoe gaat dat dan|factor(?:en)? (?:die|zijn)"
        r"|(?:zit|schuilt|steekt) (?:daar|er) ?achter|zit daarachter|daarachter|wat maakt dat|hoe verklaar|begint (?:het|dat)|oorsprong|bron van|ontsta\w+|hoe komt het"
        r"|waarom (?:krijgen|heeft|hebben|komen|kan|lukt|doen)|hoe (?:ontstaat|is dat zo)|aan de hand|kern van|boosdoener|waar gaat het mis|hoe is het zo|wat zit hier"
    ),
    "notice": (
        r"merk(?:t|te|en)?\b|waaraan|waar (?:ziet|zie|merkt|merk|zag) .{0,25}aan|kun(?:t)? (?:u|je|jij) (?:dat|het) .{0,12}zien|dagelijkse? praktijk|in de praktijk ziet"
        r"|gewone (?:dag|dinsdag|maandag|schooldag|werkdag|week)|zichtbaar|uit zich|uiten zich|valt .{0,15}op\b|in de klas|waar(?:in)? zie"
        r"|hoe (?:uit|toont|herken\w*) .{0,12}|(?:zie|ziet) (?:u|je) (?:dat|het) (?:terug|in|ook)|voorbeeld (?:van )?geven|laat .{0,10}zich zien|tastbaar"
        r"|signa(?:al|len)|concreet|schoolplein|wat (?:ziet|zie|hoort|hoor) (?:u|je) dan|(?:hoe|waar) merk|ziet (?:u|je) dat|kom(?:t|) (?:u|je) dat tegen|van dichtbij|met eigen ogen"
    ),
    "home": (
        r"thuis\w*|gezin(?:nen|s\w*)?|ouders?\b|moeders?|vaders?|buurt\w*|straat|wijk(?:en)?|voordeur|flats?|woning\w*|woon\w*|wonen|omgeving|armoede|schulden|krap(?:te)?|opgroei\w*|keukentafel|achter de deur"
        r"|van huis(?: uit)?|opvoed\w*|familie|achter zo'n|schuldeis\w*|huisvesting|huis en haard"
        r"|gezinssituatie|bij (?:hen|ze|hun|haar|hem) thuis|geldzorgen|portemonnee|honger|milieu|flat\b|afkomst|achtergrond van"
    ),
    "outside": (
        r"buiten (?:het onderwijs|de school\w*|school|de klas|de les\w*|de muren)|schoolmuren|schoolpoort|schoolhek|schoolplein af|omheen"
        r"|buiten schooltijd|om de school heen|rondom de school|naast de school"
    ),
    "weight": (
        r"welke rol|hoe (?:zwaar|groot|sterk|belangrijk)|speelt .{0,40}(?:rol|mee)|telt|(?:door|in)werk\w*|werkt dat door|invloed\w*|meespe\w+"
        r"|speelt .{0,30}mee\b|van invloed|maakt .{0,20}uit\b|bepaal\w+|draagt .{0,20}bij"
        r"|doet (?:dat|het) ertoe|wat doet dat met|in welke mate|hoeveel"
    ),
    "doing": (
        r"gedaan|(?:wat|iets) (?:doet|doen|doe) (?:u|jullie|men|ze|we|je|jij|er)|er(?:aan|tegen) (?:doen|gedaan)|tegenover (?:zet|stel)\w*|zet(?:ten)? .{0,40}tegenover|op dit moment|draait|draaien"
        r"|gebeurt er|gebeuren er|aanpak\w*|aan te pakken|maatregel\w*|inzet|onderneemt|ondernemen|tegen te gaan|doet (?:u|men) er|aan (?:proberen|geprobeerd) te|sleutelen|wat loopt er|nu wel"
        r"|(?:heeft|hebben|heb) (?:u|jullie|je) .{0,12}in huis|welke (?:projecten|programma's|initiatieven|dingen)|opgezet|pak(?:t|ken)? .{0,15}aan\b|staat er tegenover|in gang|loopt er (?:allemaal|al|zoal)|projecten|programma's"
        r"|aanbod|wat is er (?:allemaal|nu|al)|wat hebben (?:jullie|ze)|proberen (?:jullie|ze)|mee bezig|tegen ?gaan|bestrijd\w*|wat ligt er"
    ),
    "success": (
        r"slaag\w*|sla(?:agt|gen) |geslaagd|gelukt|succes\w*|trots|effectief|gewerkt|werkt (?:er|dat|het|wel|goed|echt|nou)|lekker|goed (?:geregeld|loopt|werkt|gaat|draait)|loopt (?:er|dat|het|goed|nou|nu)"
        r"|gaat (?:er|het) .{0,15}(?:goed|lekker|wél|wel)|dat (?:loopt|staat|werkt)|wat werkt|vruchten|parel\w*|tevreden over|andere kant van de balans|afblijven, dat"
        r"|slaat .{0,12}aan|aanslaat|wat helpt|helpt (?:echt|er)|waar (?:bent|ben) (?:u|je) .{0,12}(?:tevreden|blij)|zo weer|niet (?:meer )?missen|glimmen|pluim|resultaat|lukt (?:er )?(?:wel|goed)|het beste"
        r"|waar word(?:t|) .{0,12}blij|mooiste|bewezen|echt geholpen|opgeleverd|parel\w*|effect gehad|beste wat|goud\w*|wat lukt|ging er goed|wél (?:goed|werkt)"
    ),
    "own": r"(?:uw|jullie|je|jouw) (?:eigen )?(?:organisatie|school|bestuur|team|afdeling|club|fonds)|(?:jullie|jij|je|u) zelf|uzelf|doen jullie|zetten jullie|jullie (?:daar )?(?:als|zelf)|onder dit dak|bij (?:u|jullie) (?:zelf|op|in)",
    "policy": (
        r"beleid\w*|wethouder|ministerie|rijk\b|overheid|den haag|regel(?:s|ing|ingen)|subsidie\w*|gemeentelijk\w*|raad\b|nota"
        r"|van hogerhand|landelijk\w*|van bovenaf|politiek|bestuurlijk\w*|college\b"
        r"|gemeentehuis|stadhuis|regelgeving|kabinet|wet(?:ten|geving)?\b|rijksoverheid"
    ),
    "failed": (
        r"minder goed|mislukt\w*|mis ?(?:gegaan|gelopen|ging)|flops?|geflopt|gesneuveld|de mist in|(?:nooit|niet) aan (?:moeten )?begin\w*|niet (?:meer )?zo (?:zou )?doen"
        r"|niet (?:gewerkt|gelukt|van de grond)|verkeerd|spijt|tegen ?(?:ge)?val\w+|kerkhof|gestrand|doodgebloed|doodlopen\w*|gestopt|geleerd van|averechts|minder(?: goed)? (?:gelukt|werkt)|wat werkte niet|overboord|mooi idee"
        r"|(?:ging|gaat|liep|loopt) .{0,15}(?:fout|mis|verkeerd|stroef)|fout ?(?:ge)?gaan|op niets|dood spoor|mislukking\w*|nooit meer|niet meer (?:doen|aan)|op teruggekomen|(?:ge)?leerd .{0,10}van|werkte (?:\w+ )?niet|minder succes\w*|teleurgesteld|teleurstell\w*|de prullenbak|op de klippen"
        r"|minder (?:geslaagd|gelukkig|handig)|niet zo (?:goed|handig|slim)|in de soep|over de kop|niks geworden|nooit wat geworden|geen succes|ten onder|miskleun|blunder\w*|papieren tijger|stuk ?gelopen|vast ?gelopen|spaak|begraven|weggegooid geld|koude kermis|viel tegen"
    ),
    "past": (
        r"verleden|vroeger|destijds|geprobeerd|weleens|wel eens|ooit|in die jaren|is er ook (?:iets|wel)|eerder|achteraf|terugkijk\w*|jaren geleden|opgetuigd"
        r"|in de loop der|afgelopen jaren|terugkijkt|al eens|eens iets"
    ),
    "extent": (
        r"in hoeverre|hoe ver|moet (?:je|een school|het onderwijs|de school|dat|de aanpak)|moeten (?:jullie|we|scholen|ze) (?:het|dan|ook|daar)|mee ?(?:ge)?nemen|ook iets met|hoort (?:dat|het)|schoenmaker|leest"
        r"|taak van|buiten .{0,15}zoeken|betrekken|verantwoordelijk\w*|sleutel|over gaan|bemoei\w*|erbij (?:halen|pakken)|breder"
        r"|kan (?:de|een) school (?:dat|het) alleen|hoe breed|achter de voordeur|oplossen|ook (?:de|het) .{0,25}(?:bij|mee)\b|(?:hoort|horen|is) .{0,15}(?:taak|rol) van|tot waar|grens|ook buiten"
        r"|pakkie|op (?:je|jullie|hun|het) bord|verwacht(?:en)? .{0,12}van (?:de|een) school|alleen (?:op|in|binnen) (?:de )?school|ook iets (?:aan|voor)|wie is .{0,12}aan zet|van de school\b"
    ),
    "joint": (
        r"samenwerk\w*|samen (?:moet|doen|met)|bij elkaar (?:leggen|brengen)|jeugdhulp|jeugdzorg|welzijn|wijkteams?|hulpverlening|integra\w+|hele kring"
        r"|andere partijen|met anderen|ketenpartners?|partners"
        r"|handen ineen|om (?:de )?tafel|ander(?:e)? organisaties|jeugdwerk|gezinscoach\w*"
    ),
    "research": (
        r"literatuur\w*|onderzoek(?:en|ers?)?\b|studies?\b|(?:dat|het|ons|een) stuk\b|rapport|overzicht|samenvatting|pdf\w*|document|(?:toe|op|rond|door)?gestuurd|opsturen|hoofdstuk|uitkomsten|resultaten|bevindingen"
        r"|wetenschap\w*|notitie|leeswerk|gelezen|meegestuurd|van ons (?:gehad|gekregen|kreeg)|drie niveaus|boekje"
        r"|artikel|publicatie|samengevat|lijst(?:je)? (?:van|met)|wat wij .{0,20}vonden|document\w*|gelezen|lezen|theorie"
        r"|wetenschappers|bijlage|bladzijde\w*|pagina\w*|tabel\w*|wat (?:we|wij) .{0,20}(?:gestuurd|opgeschreven|gevonden|verzameld)|stukje van ons|lijst\b|leeslijst"
    ),
    "recognise": (
        r"herken\w*|(?:erin|daarin|in) (?:kunnen )?(?:terug|vinden)\b|terug ?(?:gezien|gevonden|zien|vinden)|(?:zag|ziet|vond|vindt|las|zie|vind) (?:u|je|jij) .{0,40}(?:terug|in)\b|klopt|wat (?:vond|vindt|dacht) (?:u|je)"
        r"|eigen (?:wereld|praktijk|stad|school)|ging dat over|eens (?:mee|bent)|wat mee\b|sluit .{0,20}aan|beeld bij"
        r"|herkenbaar|komt .{0,25}overeen|spra(?:k|ken) .{0,12}aan|wat vond|wat viel .{0,10}op|hoe las|kon .{0,12}(?:in|mee)\b|strookt|viel .{0,12}op"
        r"|bekend voor|kloppen|gevoel bij|(?:uw|je) indruk|komt .{0,15}bekend|zie(?:t|) (?:u|je) dat ook|past .{0,20}bij (?:u|jullie|wat)"
    ),
    "reason": (
        r"waarom (?:wel|niet|zegt|vindt|denkt|dan)|waar (?:schud\w*|wring\w*|haper\w*|knel\w*)|bezwa\w+|klopt (?:dat )?niet|vraagteken|hoezo|wel of niet|oneens"
        r"|waar zit .{0,15}(?:verschil|twijfel)|waar bent u het .{0,12}oneens|wat klopt .{0,10}niet|mist (?:u|je)|kunt u .{0,15}toelichten|hoe komt het dat u|wat maakt dat u"
        r"|waarin niet|hoezo|wat zit .{0,12}dwars|mist er|wat ontbreekt|waar .{0,12}niet in"
    ),
    "choose": (
        r"kansrijk\w*|meest\w*|grootste|(?:één|een|1) ding|eentje|er één |kiezen|kies|(?:uit|eruit) .{0,20}(?:pikken|vissen|lichten|halen|trekken)|uitpikken|uitlichten|waar zet .{0,20}(?:geld|in)|als eerste|bovenaan"
        r"|top ?(?:drie|3)|favoriet|beste papieren|belofte|veelbelovend|(?:iets|het meeste|meer) van verwacht|verwacht (?:u|je) .{0,12}(?:meeste|van)|waar gelooft"
        r"|springt .{0,10}uit|ziet? (?:u|je) .{0,15}(?:het )?meeste? in|wedden|nummer (?:één|een)|mocht kiezen|welke (?:twee|drie|van)|vertrouwen in|mee beginnen|begint u|voorkeur"
        r"|welke (?:zou|is|vindt|heeft|spreekt)|(?:moet|mag|zou) .{0,12}kiezen|op één\b|de meeste|het eerst|één (?:maatregel|interventie|knop|euro|aanpak)|kanshebber\w*|troef"
    ),
    "effect": (
        r"effect\w*|oplever\w*|opbrengst\w*|winst|zoden|verschil (?:maakt|maken)|scheelt|meeste (?:doen|helpt|brengt)"
        r"|echt verschil|het meeste op|rendement|baat|impact"
    ),
    "feasible": (
        r"uitvoerbaar\w*|uit te voeren|uitvoering|haalbaar\w*|te (?:doen|behappen|organiseren|realiseren)|kan (?:het|dat|zoiets) (?:ook|dan|hier)|luk(?:t|ken)|in het echt|realistisch|behapbaar|erbij hebben|werkbaar|op papier"
        r"|gaat dat (?:ook|dan|hier)|van de grond krijgen|moet(?: het)? ook kunnen|ook (?:te doen|kunnen)|in de praktijk te"
        r"|ruimte voor|mensen en (?:middelen|tijd)|van de grond|past dat|zie(?:t|) (?:u|je) dat .{0,12}gebeuren|is dat (?:te|haal|real)|in uw praktijk|kan dat|kunnen (?:scholen|jullie|we|ze) dat|werkt dat (?:ook )?in|uit te rollen|lukt dat"
        r"|voor elkaar (?:te )?krijgen|krijg(?:t|en)? (?:je|u|jullie|ze) dat|wat (?:heb|heeft|is) .{0,15}nodig|te regelen|werkvloer|kunnen jullie|gaat .{0,12}lukken|komt .{0,12}van de grond|kan .{0,20}dat aan|past .{0,12}in (?:de|het|een) (?:rooster|dag|week)"
    ),
    "advise": (
        r"aanbeve\w+|advies|advise\w+|stichting|fonds|geldschieter|mee(?: te)? ?geven|(?:geeft|geef) (?:u|je|jij) (?:ze|hun|hen|de)|in(?: het)? oor|(?:vijf|komende) jaar|komende jaren|zak (?:met )?geld|aan de knoppen|miljoen|waar (?:het|moet|moeten) .{0,35}(?:heen|mee|aan|naartoe|naar toe)|vooral mee|wat raadt"
        r"|op het hart|als het uw geld|bestuur van|aan (?:de )?tafel|over vijf jaar|wens(?:en|lijst)?|zou (?:u|je) (?:ze|hun|hen|de stichting|tegen)|wat zou u .{0,20}doen met|boodschap|tips?\b|de toekomst"
        r"|opdrachtgever|financier\w*|cheque|aan het roer|uitgeven|besteden|besteed|investe\w+|wat moeten? (?:ze|zij|de stichting)|als (?:u|je|jij) .{0,25}mocht|mocht (?:u|je) .{0,20}(?:beslissen|zeggen|bepalen)|volgende jaren"
    ),
    "accent": (
        r"accent\w*|zwaartepunt|nadruk|inzetten|op in\b|prioriteit\w*|allerbelangrijkst\w*|belangrijkste\b|speerpunt\w*|focus|voorop|waar(?: zou)? .{0,20}(?:geld|energie) (?:naar|in)"
        r"|voorop staan|hoofdzaak|eerst(?:e)? (?:plaats|plek)|bovenal|belangrijkst\w*"
        r"|vooral (?:op|aan|in)\b|als eerste|de kern|hoofdpunt|eerst (?:op|aan)|waar .{0,15}meeste"
    ),
    "avoid": (
        r"(?:juist|vooral|liever|alsjeblieft|beslist|zeker|absoluut) niet|waar .{0,25}niet\b|afblijven|wegblijven|verre? van|vandaan blijven|ver .{0,12}blijven|(?:moeten|kunnen) (?:ze|we|zij|die) .{0,20}laten|geen cent|niet (?:op|doen|naartoe|heen)"
        r"|mijden|vermijden|zonde van|geen geld|links laten|niet aan (?:uit|be)|pas(?:sen)? .{0,15}voor op|ophouden|weg ?gegooid|wat niet"
        r"|afraden|raad.{0,12}af\b|beter (?:niet|laten|van af)|laten (?:zitten|liggen|vallen)|valkuil\w*|geen geld|niet aan (?:moeten )?beginnen|niet (?:in|aan) (?:steken|besteden|uitgeven)|weg te blijven|blijven ze weg|links te laten|verspil\w*|schrappen"
        r"|handen (?:vanaf|van af|thuis)|onzin|stop(?:pen|t)? met|moeten (?:ze|zij) niet|uit de buurt|met rust|geen euro|niet nog (?:een|eens)|waar juist|en wat niet|waarmee niet"
    ),
}
# What is said around the questions: the recording, the room, thanks, appointments.
_AROUND = re.compile(
    r"(?<!\w)(?:opname|opneem|opnemen|(?:hij|het|die) (?:loopt|staat aan)|lampje|recorder|bandje|anoniem|fijn dat|dank|bedankt|koffie|thee|bellen|het verslag|geluid|hoor (?:ik|u|je|mij|me|niks)"
    r"|(?:zie|hoort|hoor) (?:u|je|mij|me) (?:wel|nu|niet|nog)|scherm|sterkte|succes met|genoteerd|staat erop|erdoorheen|door mijn vragen|vergeten te vragen|ga je gang|gaat uw gang|zit (?:u|je)|even wachten|tot ziens|wens|prettig"
    r"|neem ik mee|doe ik|rond(?:en)? .{0,12}af|afronden|tijd (?:hebt|heeft|voor)|komt dat goed|gelukt (?:is )?vandaag|microfoon|raam|deur (?:dicht|open)|tot slot nog|mail)(?!\w)"
)
_RETURNING = re.compile(
    r"(?<!\w)(?:(?:nog (?:heel )?)?even terug|terug naar|kom (?:ik )?.{0,10}terug|overgeslagen|sla .{0,15}over|(?:ben|was) .{0,10}vergeten|aan het begin|in het begin|vooraan hoorde|had .{0,25}moeten vragen|zijpad|tussendoor|"
    r"nog .{0,12}op terug|zei (?:u )?net|zei net|daarstraks|eerder)"
)
_ON = re.compile(
    r"(?<!\w)(?:(?:even )?(?:wat|iets) anders|dan (?:de|het|nu|nog|is|zijn|ben|gelijk|begin)|de laatste|volgende|laatste|om (?:het )?(?:rond|af)|tot slot|ik wil|naar (?:de|het) (?:volgende|stuk)|stel,|nou,? |nu |dan )"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    # Compiled when a guide is first used, and not by every program that opens a study.
    return {name: re.compile(rf"(?<!\w)(?:{pattern})") for name, pattern in _GROUPS.items()}


@cache
def meanings(text: str) -> tuple[str, ...]:
    """Return the groups of which `text` holds an expression.

    >>> meanings("Waar komt dat vandaan?"), meanings("Wat zijn de verklaringen?")
    (('cause',), ('cause',))
    """
    said = normal_form(text)
    return tuple(name for name, pattern in _patterns().items() if pattern.search(said))


def is_around(text: str) -> bool:
    """Tell whether `text` speaks of the conversation itself, as of the recording.

    >>> is_around("Zo, de opname loopt.")
    True
    """
    return _AROUND.search(normal_form(text)) is not None


def is_return(text: str) -> bool:
    """Tell whether `text` says that something earlier is taken up.

    >>> is_return("Ik heb aan het begin iets overgeslagen.")
    True
    """
    return _RETURNING.search(normal_form(text)) is not None


def goes_on(text: str) -> bool:
    """Tell whether `text` says that something new begins.

    >>> goes_on("Even iets anders.")
    True
    """
    return _ON.search(normal_form(text)) is not None
