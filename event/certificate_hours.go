package event

import "slices"

// ledBy lists what each registration contributed to, in the order of the programme.
func ledBy(sessions []Session) map[string][]Topic {
	led := map[string][]Topic{}
	for _, s := range sessions {
		var told []string // somebody may moderate a session and speak in it too
		for _, c := range s.Contributors {
			if c.Person == "" || slices.Contains(told, c.Person) {
				continue
			}
			told = append(told, c.Person)
			led[c.Person] = addTopic(led[c.Person], s.Title, s.Hours)
		}
	}
	return led
}

// contributes tells the roles whose certificates say what a person gave, not what they listened to.
func (r Role) contributes() bool {
	return slices.Contains([]Role{Trainer, Panelist, Moderator, Expert}, r)
}

// HoursAs are the hours that a certificate certifies in a role: those of the sessions that a trainer led, and those
// credited to everybody else. 0: the certificate says nothing of hours.
func (a Account) HoursAs(role Role) float64 {
	if !role.contributes() {
		return a.Hours
	}
	sum := 0.0
	for _, t := range a.Led {
		sum += t.Hours
	}
	return tidy(sum)
}

// topicsAs are the topics that a certificate lists in a role.
func (a Account) topicsAs(role Role) (topics []Topic) {
	if role.contributes() {
		for _, t := range a.Led {
			if t.Hours > 0 {
				topics = append(topics, t)
			}
		}
		return topics
	}
	for _, sh := range a.Sessions {
		if sh.Present && sh.Hours > 0 {
			topics = addTopic(topics, sh.Title, sh.Hours)
		}
	}
	return topics
}
