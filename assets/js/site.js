// site.js: the modules of every page.
import './exit.js';
