package event

import "strings"

// givenNames are the usual given names, folded: they tell which end of a full name is the family name.
// Names that are as usual for families (Bartosz, Adamiec) are worth no more than the rows beside them.
var givenNames = wordSet(`
ada adam adela adelajda adrian adriana agata agnieszka albert aldona aleksander aleksandra aleksy alfons alfred alicja alina alojzy amanda
amelia anastazja anatol andrzej aneta angelika aniela anita anna antoni antonina apolonia apoloniusz arkadiusz arleta artur augustyn aurelia
barbara bartlomiej bartosz beata beatrycze benedykt benedykta berenika bernadeta bernadetta bernard blanka blazej bogdan boguslaw boguslawa bogumil bogumila
bohdan boleslaw bonifacy borys bozena bronislaw bronislawa brygida bruno cecylia celina cezary celestyna czeslaw czeslawa dagmara damian daniel daniela
danuta daria dariusz dawid diana dominik dominika dorota dobroslawa edmund edward edyta eliza elwira elzbieta emil emilia emilian ernest eryk
estera eugenia eugeniusz eulalia eustachy ewa ewelina fabian felicja feliks ferdynand filip florian franciszek franciszka fryderyk gabriel gabriela
genowefa gerard gertruda gniewomir gracjan grazyna grzegorz gustaw halina hanna hannah helena henryk henryka hieronim hilary honorata hubert ida ignacy
igor ilona ireneusz irena iryna irmina iwo iwona iza izabela izabella izydor jacek jadwiga jagoda jakub jan janina janusz jaroslaw jaroslawa jaromir
jedrzej jeremi jerzy joachim joanna jolanta jozef jozefa jozefina judyta julia julian julianna juliusz justyna kacper kaja kajetan kalina kamil kamila
karina karol karolina katarzyna kasper kazimiera kazimierz kinga klara klaudia klaudiusz klemens kleopatra konrad konstancja konstanty kordian kornelia
kornel krystian krystyna krzysztof krzysztofa ksawery ksenia laura lech lena leokadia leon leonard leszek lidia lilia liliana lilianna lucja lucjan lucyna
ludmila ludwik ludwika lukasz luiza maciej magda magdalena maja maksym maksymilian malgorzata malwina marcel marcelina marcin marek maria marian mariana
mariola mariusz marlena marta martyna maryla marzanna marzena mateusz matylda maurycy maura melania michal michalina mieczyslaw mieczyslawa mikolaj milena milosz
mira mirela miriam miron miroslaw miroslawa monika nadia nadzieja natalia natan nikodem nikola nikolina nina norbert ofelia oksana oktawia olaf ola olga olaf olena
oliwia oliwier oskar otylia pamela patrycja patryk paula paulina pawel pelagia piotr pola przemyslaw radoslaw radomir rafal regina remigiusz renata robert
roch roksana roland roman romana romuald rozalia roza rufina ryszard ryszarda sabina salomea samuel sandra sara sebastian serafina sergiusz seweryn seweryna slawomir
slawomira sonia stanislaw stanislawa stefan stefania stella stefanija sylwester sylwia szczepan szymon tadeusz tamara tatiana teodor teodora teofil teofila teresa
tobiasz tomasz tymon tymoteusz tytus urszula ursula wacław waclaw waclawa waldemar walenty walentyna waleria walery wanda wanesa wawrzyniec weronika wieslaw wieslawa wiktor
wiktoria wilhelm wilhelmina wincenty wioletta wioleta wiola wirginia wit witold wladyslaw wladyslawa wlodzimierz wojciech zaneta zbigniew zbyslaw zdzislaw zdzislawa zenobia zenon
zenona ziemowit zofia zuzanna zygfryd zygmunt zyta
alexander alice andrew andrea angela ann anne anton charles chloe christian christine christopher claire david diego elena elizabeth emily emma eric eva frank
george hans helen igor ines ivan ivana james jane jean jennifer joan johann john jose joseph jürgen juan karl kevin klaus laura leila linda lisa louis louise lucas
luca marco margaret mario mark martin mary matthew maximilian michael michelle mohamed nathalie nicolas nicole noah oleg oleksandr olha oliver patrick paul peter petr
philip pierre rachel richard rosa ruth sarah simon sofia sophie stephen steven susan svetlana taras thomas tim ulrich vladimir volodymyr walter william yuliia yulia oksana
`)

// familyNames are the most usual family names without a telling ending, folded.
var familyNames = wordSet(`nowak wojcik wozniak mazur krawczyk kaczmarek zajac krol dudek pawlak wieczorek walczak stepien sikora baran michalak duda szewczyk
pietrzak marciniak bak wlodarczyk kubiak wilk lis kot kos kaczor sobczak czerwiec jurek motyka kozak kubacki gajda polak buczek adamiec dobosz stepniak wrobel kolodziej
banas kania golab skiba mroz urban socha kurek cieslak mucha wolny ptak kruk klos drozd kopec lesniak witek kosinski gora rybak janik bielak matysiak szulc misiak blaszczyk
kucharczyk cichon wojtas wojtkowiak`)

// telling endings of family names, and the longest first.
var familyEndings = []string{"ski", "ska", "cki", "cka", "dzki", "dzka", "wicz", "czyk", "czak", "owiak", "niak"}

// isFamily reports a word that is a family name and hardly anything else.
func isFamily(word string) bool {
	f := Fold(word)
	if givenNames[f] {
		return false
	}
	for _, part := range strings.Split(f, " ") { // Kowalska-Nowak is folded to two words
		if familyNames[part] {
			return true
		}
		for _, ending := range familyEndings {
			if len(part) > len(ending)+1 && strings.HasSuffix(part, ending) {
				return true
			}
		}
	}
	return false
}

func isGiven(word string) bool {
	for _, part := range strings.Fields(Fold(word)) { // Anna-Maria
		if !givenNames[part] {
			return false
		}
	}
	return Fold(word) != ""
}

// isFamilyFirst reports whether a column of full names has the family name first: what most of its rows
// say, else its header.
func isFamilyFirst(header string, cells func(yield func(string) bool)) bool {
	family, given := 0, 0
	cells(func(cell string) bool {
		before, _, comma := strings.Cut(cell, ",")
		words, _ := takeTitle(strings.Fields(before))
		if comma || len(words) < 2 {
			return true
		}
		first, last := words[0], words[len(words)-1]
		switch {
		case isGiven(first) && !isGiven(last), isFamily(last) && !isFamily(first):
			given++
		case isGiven(last) && !isGiven(first), isFamily(first) && !isFamily(last):
			family++
		}
		return true
	})
	if f := Fold(header); family+given < 3 || 2*max(family, given) < 3*min(family, given) {
		at, after := strings.Index(f, "nazwisk"), strings.Index(f, "imi")
		if at >= 0 && after >= 0 {
			return at < after
		}
	}
	return family > given
}
