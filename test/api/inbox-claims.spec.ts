// What waits about claims: a file of its own, because its one world is walked from the first matter to the last closing.
import '../setup/plain-papers';
import './inbox-claims.cases';
