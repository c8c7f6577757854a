// site.js: the modules of every page.
import './copy.js';
import './exit.js';
