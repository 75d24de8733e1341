package event

// rareNames are given names beside the usual ones, and the short forms that people sign up with, folded.
var rareNames = wordSet(`
adas ala aleks alka amadeusz andrzejek aneczka angelina ania anka antek asia aska bartek basia benjamin bogna bozenka bozka brunon cyprian
danka darek denis dobrochna donata ela eleonora emila ernestyna eryka ewka filipina franek gosia goska grzes grzesiek halszka hania hanka
heniek hugo ignas ina inga irka irma jadzia jagna janek jarek jas jasmina jola jolka jowita jozek julita jurek justyn kasia kaska klementyna
kosma krysia krystiana krystyn krzysiek kuba kubus lechoslaw leonarda leontyna leopold leslaw leslawa lila liwia lola lubomir lubomira
ludomir lukaszek maciek makary marcela marceli marcinek margareta margerita marianna marietta maryna marysia marysienka mateuszek max michas
mietek miloslawa miranda mirek natasza nela nora nowomir odeta oktawian olek olgierd olka onufry patrycjusz pawelek petronela piotrek polina
prokop radomil radoslawa rafaela rajmund roberta roger roma romek romualda rudolf rufin ruta rysiek samanta slawa slawek stas stasia staszek
stefa sylwek sylwiusz tadek tekla tereska tola tomek tosia ula uli walerian wera wiesiek wieska wincentyna winicjusz wladek wojciecha wojtek
zbyszek zdzich zenobiusz zosia zuza zywia`)

// isName reports a given name that exists. Two of them that differ by a letter are two people: Ewa and
// Ela, Maria and Marta, Marlena and Marzena.
func isName(word string) bool { return givenNames[word] || rareNames[word] }
