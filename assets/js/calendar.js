// calendar.js: the modules of pages with events.
import './site.js';
import './filter.js';
import './search.js';
import { addTimes } from './times.js';

addTimes(document.getElementById('main'));
