/*
 * Every screen imports this file before anything else. The bundler puts what the same screens can reach into the same
 * file; so all that is shared ends in one file instead of a dozen of 300 bytes each.
 */
import '../app/again';
import '../app/api';
import '../app/billing';
import '../app/i18n';
import '../app/money';
import '../app/resource';
import '../app/router';
import '../app/session';
import '../app/store';
import './badge';
import './button';
import './card';
import './decline';
import './dialog';
import './field';
import './frame';
import './icon';
import './lines';
import './new-method';
import './not-found';
import './page';
import './rows';
import './states';
import './toast';
import 'preact/hooks';
