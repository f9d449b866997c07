// Reads an iCalendar file with ical.js or node-ical and prints what takes place in a span, soonest
// first: one line each, "start end location", in UTC. Usage: read.mjs LIBRARY FILE FROM TO
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [, , library, file, fromText, toText] = process.argv;
const text = readFileSync(file, "utf8");
const from = new Date(fromText);
const to = new Date(toText);

function withIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const all = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const exceptions = all.filter((each) => each.isRecurrenceException());
  const found = [];
  for (const event of all.filter((each) => !each.isRecurrenceException())) {
    exceptions.filter((each) => each.uid === event.uid).forEach((each) => event.relateException(each));
    const moments = event.iterator();
    // A meeting can be moved far from its own day: look a year further.
    const end = new Date(to.getTime() + 366 * 86400000);
    for (let next = moments.next(); next && next.toJSDate() < end; next = moments.next()) {
      const one = event.getOccurrenceDetails(next);
      found.push([one.startDate.toJSDate(), one.endDate.toJSDate(), one.item.location]);
      if (!event.isRecurring()) break;
    }
  }
  return found;
}

function withNodeIcal() {
  const found = [];
  const wide = (date, days) => new Date(date.getTime() + days * 86400000);
  for (const event of Object.values(nodeIcal.sync.parseICS(text))) {
    if (event.type === "VEVENT") {
      nodeIcal
        .expandRecurringEvent(event, { from: wide(from, -366), to: wide(to, 366) })
        .forEach((each) => found.push([each.start, each.end, each.event.location]));
    }
  }
  return found;
}

(library === "ical.js" ? withIcalJs() : withNodeIcal())
  .filter(([start]) => start >= from && start < to)
  .map(([start, end, location]) => `${start.toISOString()} ${end.toISOString()} ${location ?? ""}`)
  .sort()
  .forEach((line) => console.log(line));
