import type { ErrorTexts } from './error-texts.ts'

export const fr: ErrorTexts = {
  startAgain: 'Retournez dans l’application et établissez de nouveau la connexion.',
  removeAndAdd:
    'Supprimez la connexion dans l’application puis ajoutez-la de nouveau, afin qu’elle se réenregistre (mcp-remote : supprimez le dossier ~/.mcp-auth).',
  closeTab: 'Vous pouvez fermer cet onglet.',
  unknownRedirect: {
    title: 'Cette application demande une réponse à une adresse inconnue',
    message: 'L’adresse vers laquelle elle veut vous diriger n’est pas enregistrée ; rien n’a été envoyé.',
    sent: 'Adresse envoyée',
    registered: 'Adresses enregistrées'
  },
  gone: {
    expired: 'Cette demande a expiré.',
    already_approved: 'Vous avez déjà approuvé cette demande, peut-être dans un autre onglet.',
    already_decided: 'Cette demande a déjà reçu une réponse.',
    other_browser: 'Cette demande a été commencée dans un autre navigateur.'
  },
  alreadyConnected: 'Déjà connecté',
  nothingToDecide: 'Il n’y a rien à décider ici',
  stale: {
    title: 'Veuillez vérifier de nouveau',
    message: 'Cette page n’est plus à jour : elle a été affichée pour un autre compte.',
    advice: 'Rouvrez la demande et vérifiez quel compte vous utilisez.',
    link: 'Afficher de nouveau la demande'
  },
  tooOften: {
    title: 'C’était un peu trop souvent',
    message: 'Trop de connexions ont été lancées d’ici en peu de temps.',
    advice: 'Attendez une minute, puis réessayez depuis l’application.'
  },
  refused: {
    title: 'Cette connexion ne peut pas être établie',
    message: 'L’application a envoyé une demande qui ne peut pas être acceptée ainsi.',
    reported: 'Motif (en anglais)'
  },
  unreadable: { title: 'Cette demande est incompréhensible', message: 'Un élément manque ou est mal formé.' },
  broken: {
    title: 'Un problème est survenu ici',
    message: 'Le serveur n’a pas pu répondre.',
    advice: 'Patientez un instant, puis retournez dans l’application et réessayez.'
  },
  reference: 'Référence'
}
